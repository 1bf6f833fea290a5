import { gammaTailsAtExcess } from "./gamma.js";
import { gammaExcessQuantile } from "./gamma-quantile.js";
import { normalCdf, normalQuantile } from "./normal.js";

/** Below this skewness the distribution is the normal one to the last digit that matters. */
const NO_SKEW = 1e-9;

/**
 * P(Z ≥ z) for Z of the Pearson III distribution with mean 0, variance 1 and the given skewness γ: a gamma variable of
 * shape 4/γ², standardised, and mirrored where γ < 0.
 *
 * @returns in [0, 1].
 * @throws RangeError where `z` or `skewness` is NaN or the skewness infinite.
 * @example
 * pearson3Upper(0, 0); // => 0.5
 * pearson3Upper(0, 2); // => 0.36787944117144233
 */
export function pearson3Upper(z: number, skewness: number): number {
  checkSkewness("pearson3Upper", skewness);
  if (Number.isNaN(z)) throw new RangeError("pearson3Upper: z is NaN, expected a number");
  if (Math.abs(skewness) < NO_SKEW) return normalCdf(-z);
  const shape = 4 / skewness ** 2;
  const spread = z * Math.sqrt(shape);
  return skewness > 0 ? gammaTailsAtExcess(shape, spread).upper : gammaTailsAtExcess(shape, -spread).lower;
}

/**
 * The number that distribution stays below with probability `p`.
 *
 * @param p - between 0 and 1, both excluded.
 * @throws RangeError where `p` is not, or the skewness is not finite.
 * @example
 * pearson3Quantile(0.5, 0); // => 0
 * pearson3Quantile(0.5, 2); // => -0.3068528194400547
 */
export function pearson3Quantile(p: number, skewness: number): number {
  checkSkewness("pearson3Quantile", skewness);
  if (Math.abs(skewness) < NO_SKEW) return normalQuantile(p);
  const shape = 4 / skewness ** 2;
  const excess = skewness > 0 ? gammaExcessQuantile(shape, p) : -gammaExcessQuantile(shape, 1 - p);
  return excess / Math.sqrt(shape);
}

function checkSkewness(name: string, skewness: number): void {
  if (!Number.isFinite(skewness)) throw new RangeError(`${name}: skewness is ${skewness}, expected a finite number`);
}
