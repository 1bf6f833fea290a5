import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { largestMagnitude } from "./vector.js";

/**
 * Every row scaled to length 1, in float64; a row of zeros stays one.
 *
 * @example
 * unitRows({ rows: 2, columns: 2, data: Float32Array.of(3, 4, 0, 0) }).data; // => Float64Array.of(0.6, 0.8, 0, 0)
 */
export function unitRows({ rows, columns, data }: Matrix): Float64Matrix {
  const unit = zeros(rows, columns);
  for (let start = 0; start < data.length; start += columns) {
    const largest = largestMagnitude(data.subarray(start, start + columns));
    if (largest === 0) continue;
    // Divided first: the square of 1e-200 would be 0, and that of 1e200 infinite.
    let squares = 0;
    for (let i = start; i < start + columns; i++) squares += (data[i]! / largest) ** 2;
    const length = Math.sqrt(squares);
    for (let i = start; i < start + columns; i++) unit.data[i] = data[i]! / largest / length;
  }
  return unit;
}
