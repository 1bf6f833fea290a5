import { total } from "../../kernels/mean.js";
import type { Jackknifed } from "../../measures/stats/jackknife.js";

/** Which of n examples a pruned network gets right. */
export interface Rightness {
  /** 1 or 0 for each of the n′ examples that are evaluated. */
  readonly right: Int32Array;
  /** Where these are among the n, ascending; `null` for all. */
  readonly examples: Uint32Array | null;
}

/**
 * Accuracy, and what it would be without each of n examples; those that are not evaluated change nothing.
 *
 * @example
 * const { score, leaveOneOut } = accuracyOf({ right: Int32Array.of(1, 0, 1), examples: null }, 3);
 * score; // => 0.6666666666666666
 * [...leaveOneOut]; // => [0.5, 1, 0.5]
 */
export function accuracyOf({ right, examples }: Rightness, n: number): Jackknifed {
  const count = right.length;
  const sum = total(right);
  const leaveOneOut = new Float64Array(n).fill(sum / count);
  for (const [at, value] of right.entries()) leaveOneOut[examples?.[at] ?? at] = (sum - value) / (count - 1);
  return { score: sum / count, leaveOneOut };
}

/**
 * What of a dense network's accuracy a pruned one keeps, (accuracy − floor)/(dense accuracy − floor).
 *
 * @param floor - 0 for the share of the accuracy itself, 1/C for that of what lies above guessing.
 * @returns `null` where the dense accuracy, or that without some example, is not above the floor.
 * @example
 * const of = (score) => ({ score, leaveOneOut: Float64Array.of(score, score) });
 * retention(of(0.5), of(0.75), 0.25)?.score; // => 0.5
 */
export function retention(pruned: Jackknifed, dense: Jackknifed, floor: number): Jackknifed | null {
  if (!(dense.score > floor) || dense.leaveOneOut.some((value) => !(value > floor))) return null;
  const kept = (part: number, whole: number) => (part - floor) / (whole - floor);
  return {
    score: kept(pruned.score, dense.score),
    leaveOneOut: pruned.leaveOneOut.map((value, i) => kept(value, dense.leaveOneOut[i] ?? Number.NaN)),
  };
}
