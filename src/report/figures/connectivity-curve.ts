import * as Plot from "@observablehq/plot";
import { entezariBarrier } from "../../measures/connectivity/entezari-barrier.js";
import { frankleBarrier } from "../../measures/connectivity/frankle-barrier.js";
import { PATHS, type PathName } from "../../sides/functional/best-path.js";
import type { Connectivity } from "../../study/results.js";
import { fixed } from "../format.js";
import { type Ink, ink } from "../palette.js";
import { curveFrame } from "./curve-frame.js";
import { plotSvg } from "./plot-svg.js";

/** What is drawn along the path. */
export type PathValue = "error" | "loss";

const LOOKS: Readonly<Record<PathName, { readonly ink: Ink; readonly dash: string | undefined }>> = {
  naive: { ink: "cross", dash: undefined },
  aligned: { ink: "data1", dash: "7 3" },
  repaired: { ink: "data2", dash: "2 3" },
};

/** From here on a loss is written with a power of ten. */
const LARGE = 10_000;

/** The barrier of a path: a vertical stroke at `alpha`, from what the ends promise up to the curve. */
interface Mark {
  readonly alpha: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Error or loss along the way from A to B: a point for each network evaluated, a curve a path. Of the path that the
 * connectivity is of, dashed what its ends promise (their mean error; the line between their losses) and a stroke from
 * there to the curve where the barrier is highest.
 *
 * @returns an SVG element that stands alone.
 */
export function connectivityCurve(connectivity: Connectivity, value: PathValue): string {
  const paths = PATHS.flatMap((name) => {
    const values = pathValues(connectivity, name, value);
    return values === null ? [] : [{ name, values }];
  });
  const judged = pathValues(connectivity, connectivity.lmcCurve, value) ?? [];
  const mark = barrierMark(connectivity.alphas, judged, value);
  const top = Math.max(value === "error" ? 1 : 0, ...paths.flatMap(({ values }) => values));
  const tickFormat = value === "error" ? percentTick : lossTick;
  return plotSvg({
    ariaLabel: summary(connectivity, judged, mark, value),
    ...curveFrame("α, B’s share of the weights", alphaTick),
    y: { domain: [0, top === 0 ? 1 : top], label: null, tickSize: 0, ticks: 5, tickFormat },
    marks: [
      Plot.gridY({ ticks: 5, stroke: ink("rule"), strokeOpacity: 1 }),
      promised(judged, value),
      barrierStroke(mark, LOOKS[connectivity.lmcCurve].ink),
      paths.map(({ name, values }) => curveMarks(connectivity.alphas, name, values, value)),
    ],
  });
}

function pathValues(connectivity: Connectivity, name: PathName, value: PathValue): readonly number[] | null {
  const path = connectivity[name];
  if (path === null) return null;
  return value === "loss" ? path.loss : path.accuracy.map((accuracy) => 1 - accuracy);
}

function barrierMark(alphas: readonly number[], values: readonly number[], value: PathValue): Mark {
  const { height, at } = value === "error" ? frankleBarrier(values) : entezariBarrier(alphas, values);
  const high = values[at] ?? 0;
  return { alpha: alphas[at] ?? 0, low: high - height, high };
}

/** What the ends promise of the way between them. */
function promised(values: readonly number[], value: PathValue): Plot.Markish {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  const mean = (first + last) / 2;
  const ends = value === "error" ? [mean, mean] : [first, last];
  const line = ends.map((y, alpha) => ({ alpha, y }));
  return Plot.line(line, { x: "alpha", y: "y", stroke: ink("muted"), strokeDasharray: "4 4" });
}

function barrierStroke(mark: Mark, colour: Ink): Plot.Markish {
  if (mark.high <= mark.low) return null;
  return Plot.ruleX([mark], {
    x: "alpha",
    y1: "low",
    y2: "high",
    stroke: ink(colour),
    strokeWidth: 6,
    strokeOpacity: 0.35,
  });
}

function curveMarks(
  alphas: readonly number[],
  name: PathName,
  values: readonly number[],
  value: PathValue,
): Plot.Markish {
  const look = LOOKS[name];
  const points = values.map((y, k) => {
    const alpha = alphas[k] ?? 0;
    return { alpha, y, title: `${name} path, ${value} at α = ${fixed(alpha, 2)}: ${valueText(y, value)}` };
  });
  const place = { x: "alpha", y: "y" };
  return [
    Plot.line(points, { ...place, stroke: ink(look.ink), strokeWidth: 2, strokeDasharray: look.dash }),
    Plot.dot(points, { ...place, fill: ink(look.ink), r: 3.5, title: "title" }),
  ];
}

function summary(connectivity: Connectivity, values: readonly number[], mark: Mark, value: PathValue): string {
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  const ends = `${valueText(first, value)} at A, ${valueText(last, value)} at B`;
  const barrier = `a barrier of ${valueText(mark.high - mark.low, value)} at α = ${fixed(mark.alpha, 2)}`;
  return `${value === "error" ? "Error" : "Loss"} along ${values.length} points of the ${connectivity.lmcCurve} path: ${ends}, ${barrier}`;
}

function valueText(value: number, of: PathValue): string {
  return of === "error" ? fixed(value) : lossText(value);
}

/** A loss in three decimals, an enormous one with a power of ten. */
export function lossText(value: number): string {
  return Math.abs(value) < LARGE ? fixed(value) : value.toExponential(1);
}

function lossTick(value: number): string {
  return value < LARGE ? String(Number(value.toPrecision(6))) : lossText(value);
}

function percentTick(share: number): string {
  return `${fixed(100 * share, 0)}%`;
}

function alphaTick(alpha: number): string {
  if (alpha === 0) return "A";
  return alpha === 1 ? "B" : String(alpha);
}
