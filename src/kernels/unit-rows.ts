import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";

/**
 * Every row scaled to length 1, in float64; a row of zeros stays one.
 *
 * @example
 * unitRows({ rows: 2, columns: 2, data: Float32Array.of(3, 4, 0, 0) }).data; // => Float64Array.of(0.6, 0.8, 0, 0)
 */
export function unitRows({ rows, columns, data }: Matrix): Float64Matrix {
  const unit = zeros(rows, columns);
  for (let start = 0; start < data.length; start += columns) {
    let squares = 0;
    for (let i = start; i < start + columns; i++) squares += data[i]! * data[i]!;
    const length = Math.sqrt(squares);
    for (let i = start; i < start + columns; i++) unit.data[i] = length > 0 ? data[i]! / length : 0;
  }
  return unit;
}
