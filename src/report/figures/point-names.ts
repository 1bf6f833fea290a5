import * as Plot from "@observablehq/plot";
import { elide } from "../elide.js";
import { LABEL_SIDES, type LabelSide, labelPlaces } from "./label-places.js";

const LONGEST = 18;

/**
 * The names of points as marks of a plot, each where it covers nothing; where there is no room for one it is left out, and
 * only the point's title says it.
 *
 * @param points - places in pixels; the first ones are named first.
 * @param frame - the plot's size.
 */
export function pointNames(
  points: readonly { readonly x: number; readonly y: number; readonly name: string; readonly colour: string }[],
  frame: { readonly width: number; readonly height: number },
): Plot.Markish[] {
  const named = points.map((point) => ({ ...point, text: elide(point.name, LONGEST) }));
  const sides = labelPlaces(named, frame);
  return (Object.keys(LABEL_SIDES) as LabelSide[]).map((side) => {
    const some = named.filter((_, k) => sides[k] === side);
    return Plot.text(some, {
      // Their places are in pixels already.
      ...{ x: { value: "x", scale: null }, y: { value: "y", scale: null }, text: "text", fill: "colour" },
      ...LABEL_SIDES[side],
    });
  });
}
