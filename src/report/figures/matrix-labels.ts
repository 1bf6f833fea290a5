import * as Plot from "@observablehq/plot";
import { isolate } from "../format.js";

/** The names of a matrix's rows or columns, shortened; the full one shows on hover. */
export function axisNames(axis: "x" | "y", full: readonly string[], short: readonly string[]): Plot.Markish {
  const common = { text: (k: number) => short[k] ?? "", title: (k: number) => isolate(full[k] ?? "") };
  if (axis === "y")
    return Plot.text(indices(full), { ...common, y: (k) => k, frameAnchor: "left", textAnchor: "end", dx: -8 });
  return Plot.text(indices(full), {
    ...common,
    x: (k) => k,
    frameAnchor: "bottom",
    textAnchor: "end",
    rotate: -90,
    dy: 8,
  });
}

/** The title of an axis, in a corner beside the matrix. */
export function corner(
  text: string,
  frameAnchor: "top-left" | "bottom-left",
  style: { dy: number; fill: string },
): Plot.Markish {
  return Plot.text([text], { ...style, frameAnchor, dx: -8, textAnchor: "end", fontWeight: 600 });
}

/** 0, 1, 2, …: the domain of an axis whose names may repeat. */
export function indices(list: readonly unknown[]): number[] {
  return list.map((_, index) => index);
}
