import { mean } from "../../kernels/mean.js";
/**
 * Sensitivity index d′: how far two groups of numbers lie apart, in units of their common spread,
 * (mean⁺ − mean⁻)/√((var⁺ + var⁻)/2) with variances over n − 1.
 *
 * @returns 0: the means are equal; NaN where a group has fewer than two numbers or neither has a spread.
 * @see Green & Swets 1966
 * @example
 * dPrime([3, 5], [1, 3]); // => 1.414213562373095
 */
export function dPrime(positives: readonly number[], negatives: readonly number[]): number {
  const [above, below] = [moments(positives), moments(negatives)];
  const spread = Math.sqrt((above.variance + below.variance) / 2);
  // Equal numbers have a variance of rounding errors.
  const rounding = 1e-12 * Math.max(Math.abs(above.mean), Math.abs(below.mean));
  return spread > rounding ? (above.mean - below.mean) / spread : Number.NaN;
}

function moments(values: readonly number[]): { readonly mean: number; readonly variance: number } {
  const n = values.length;
  const middle = mean(values);
  return { mean: middle, variance: values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (n - 1) };
}
