import type { Float64Matrix } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { largestMagnitude, scaled, unitScale } from "../kernels/vector.js";

/** X in float64, times a power of two that brings max|X| near 1; the rows are not centred. */
export function rawRepresentation(x: Matrix): Float64Matrix {
  return scaled({ ...x, data: Float64Array.from(x.data) }, unitScale(largestMagnitude(x.data)));
}
