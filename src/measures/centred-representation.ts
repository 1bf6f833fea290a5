import { centred } from "../kernels/centred.js";
import type { Float64Matrix } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { largestMagnitude, unitScale } from "../kernels/vector.js";

/** A representation is constant where max|Xc| is at most this share of max|X|. */
export const CONSTANT = 1e-12;

/**
 * Xc: the columns less their means, in float64, times a power of two that brings max|X| near 1 so that no power of it
 * overflows; `null` where the representation is constant.
 *
 * Every measure here is invariant to that scale.
 */
export function centredRepresentation(x: Matrix): Float64Matrix | null {
  const largest = largestMagnitude(x.data);
  if (largest === 0) return null;
  const scale = unitScale(largest);
  const result = centred(x, scale);
  return largestMagnitude(result.data) <= CONSTANT * scale * largest ? null : result;
}
