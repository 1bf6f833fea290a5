import { sum, sumOfSquares, zipWith } from "../../kernels/vector.js";
import { studentQuantile } from "./student-t.js";

/**
 * The jackknife's 95 % interval of a statistic θ of n examples, symmetric and not corrected for bias: θ ± t·se with
 * se² = (n − 1)/n·Σ(θ₋ᵢ − mean)² and t the .975 quantile of Student's t with n − 1 degrees of freedom.
 *
 * @param estimate - θ.
 * @param leaveOneOut - θ₋ᵢ, the statistic without each example in turn, n ≥ 2.
 * @throws RangeError for fewer than two leave-one-out values.
 * @see Tukey 1958
 * @example
 * plainInterval(2, Float64Array.of(2, 2, 2)); // => [2, 2]
 */
export function plainInterval(estimate: number, leaveOneOut: Float64Array): readonly [number, number] {
  const n = leaveOneOut.length;
  if (n < 2) throw new RangeError(`jackknife: ${n} leave-one-out values, expected at least 2`);
  const mean = sum(leaveOneOut) / n;
  const reach = quantileOf(n - 1) * Math.sqrt(((n - 1) / n) * sumOfSquares(leaveOneOut, mean));
  return [estimate - reach, estimate + reach];
}

/** The last .975 quantile of Student's t by its degrees of freedom: all cells of a map ask for the same one. */
let last = { df: Number.NaN, quantile: Number.NaN };

function quantileOf(df: number): number {
  if (last.df !== df) last = { df, quantile: studentQuantile(0.975, df) };
  return last.quantile;
}

/**
 * The same interval on Fisher's scale, atanh θ, and mapped back: for correlations, it stays within −1 and 1.
 *
 * @throws RangeError where the estimate or a leave-one-out value is not between −1 and 1, both excluded.
 * @example
 * fisherInterval(0, Float64Array.of(0, 0)); // => [0, 0]
 */
export function fisherInterval(estimate: number, leaveOneOut: Float64Array): readonly [number, number] {
  const [low, high] = plainInterval(fisherScale(estimate), fisherScales(leaveOneOut));
  return [Math.tanh(low), Math.tanh(high)];
}

// By index: a map of many layers asks for millions of these.
function fisherScales(scores: Float64Array): Float64Array {
  const scales = new Float64Array(scores.length);
  for (let i = 0; i < scales.length; i++) scales[i] = fisherScale(scores[i] ?? Number.NaN);
  return scales;
}

function fisherScale(score: number): number {
  if (!(Math.abs(score) < 1)) throw new RangeError(`fisherInterval: ${score} is not between -1 and 1`);
  return Math.atanh(score);
}

/** A statistic of n examples, and the same without each of them in turn. */
export interface Jackknifed {
  readonly score: number;
  readonly leaveOneOut: Float64Array;
}

/**
 * The interval of the difference a − b of two statistics of the same examples: the difference itself is jackknifed, so
 * what moves both alike does not widen it.
 *
 * @throws RangeError where the two are of different numbers of examples, or of fewer than two.
 * @example
 * const a = { score: 3, leaveOneOut: Float64Array.of(2, 4) };
 * const b = { score: 1, leaveOneOut: Float64Array.of(0, 2) };
 * differenceInterval(a, b); // => [2, 2]
 */
export function differenceInterval(a: Jackknifed, b: Jackknifed): readonly [number, number] {
  const [inA, inB] = [a.leaveOneOut.length, b.leaveOneOut.length];
  if (inA !== inB) throw new RangeError(`differenceInterval: a has ${inA} leave-one-out values and b has ${inB}`);
  return plainInterval(
    a.score - b.score,
    zipWith((without, other) => without - other, a.leaveOneOut, b.leaveOneOut),
  );
}
