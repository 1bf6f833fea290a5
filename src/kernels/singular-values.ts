import { bidiagonal } from "./bidiagonal.js";
import { type Float64Matrix, transposed } from "./float64-matrix.js";
import { bidiagonalSingularValues } from "./golub-kahan.js";
import { lowerFactor } from "./lower-factor.js";
import { largestMagnitude, scaled, sum, unitScale } from "./vector.js";

/** How much longer than wide a matrix must be for a triangular factor to pay before the bidiagonal form. */
const LONG = 1.6;

/**
 * The min(n, p) singular values of a matrix, the largest first; each to rounding errors of the largest.
 *
 * @example
 * singularValues({ rows: 2, columns: 2, data: Float64Array.of(0, 3, 4, 0) }); // => Float64Array.of(4, 3)
 */
export function singularValues(a: Float64Matrix): Float64Array {
  const largest = largestMagnitude(a.data);
  if (largest === 0) return new Float64Array(Math.min(a.rows, a.columns));
  const scale = unitScale(largest);
  const unit = scaled(a, scale);
  const wide = unit.rows > unit.columns ? transposed(unit) : unit;
  const square = wide.columns > LONG * wide.rows ? lowerFactor(wide) : wide;
  const values = bidiagonalSingularValues(bidiagonal(square)).sort().reverse();
  return values.map((value) => value / scale);
}

/** The nuclear norm: the sum of the singular values, tr √(A'A). */
export function nuclearNorm(a: Float64Matrix): number {
  return sum(singularValues(a));
}
