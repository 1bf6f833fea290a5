import { mean } from "../../kernels/mean.js";
import { permutations } from "../../kernels/random.js";
import type { ReasonedInterval } from "../score.js";
import { extremeInterval } from "./interval.js";
import { studentQuantile } from "./student-t.js";

/**
 * One example in so many is left out of each subsample. Enough of them that a statistic of ranks or of neighbours moves
 * smoothly (d is twice √n at n = 100, more beyond); few enough that one whose value hangs on n, as a canonical correlation's does, is
 * still nearly what it is at n.
 */
const LEFT_OUT = 5;

/** How many examples, of n, each subsample leaves out. */
export function leftOut(n: number): number {
  return Math.max(1, Math.round(n / LEFT_OUT));
}

/** `count` random choices of n − d of n examples, each in ascending order. */
export function subsamples(n: number, d: number, count: number, seed: number): readonly Uint32Array[] {
  return permutations(n, count, seed).map((order) => order.slice(d).sort());
}

/**
 * The 95 % interval of a statistic θ by the delete-d jackknife on Fisher's scale: z ± t·se with z = atanh θ and
 * se² = (n − d)/d · mean of (z_S − mean)² over random subsets S of n − d examples, drawn without replacement: duplicates
 * would make near neighbours and large kernel entries that the data do not hold.
 *
 * Degrees of freedom: one less than there are examples or subsamples, whichever are fewer.
 *
 * @param n - examples that θ is of.
 * @param scores - θ_S of each subsample; NaN where it is undefined.
 * @see Shao & Wu 1989
 * @example
 * subsampleInterval(0, 10, 2, Float64Array.of(0, 0)); // => { interval: [0, 0], reason: null }
 * subsampleInterval(1, 10, 2, Float64Array.of(1, 1)); // => { interval: [1, 1], reason: "identical" }
 */
export function subsampleInterval(score: number, n: number, d: number, scores: Float64Array): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null) return extreme;
  const lost = scores.filter((value) => !(Math.abs(value) < 1)).length;
  if (lost > 0 || !(Math.abs(score) < 1)) {
    return {
      interval: null,
      reason: `undefined, or 1, in ${lost} of ${scores.length} subsamples of ${n - d} examples`,
    };
  }
  const z = scores.map(Math.atanh);
  const middle = mean(z);
  const spread = mean(z.map((value) => (value - middle) ** 2));
  const reach = studentQuantile(0.975, Math.min(n, z.length) - 1) * Math.sqrt(((n - d) / d) * spread);
  return { interval: [Math.tanh(Math.atanh(score) - reach), Math.tanh(Math.atanh(score) + reach)], reason: null };
}
