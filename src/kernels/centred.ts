import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";

/**
 * The columns of factor·X less their means, in float64.
 *
 * Twice, because the mean of large numbers is itself rounded: what the first pass leaves of it, the second removes.
 *
 * @param factor - a power of two to stay exact.
 * @example
 * centred({ rows: 3, columns: 1, data: Float32Array.of(1, 2, 6) }).data; // => Float64Array.of(-2, -1, 3)
 */
export function centred(x: Matrix, factor = 1): Float64Matrix {
  const result = zeros(x.rows, x.columns);
  for (let i = 0; i < x.data.length; i++) result.data[i] = factor * x.data[i]!;
  subtractMeans(result);
  subtractMeans(result);
  return result;
}

function subtractMeans({ rows, columns, data }: Float64Matrix): void {
  const means = new Float64Array(columns);
  for (let i = 0; i < data.length; i += columns) {
    for (let j = 0; j < columns; j++) means[j]! += data[i + j]!;
  }
  for (let j = 0; j < columns; j++) means[j]! /= rows;
  for (let i = 0; i < data.length; i += columns) {
    for (let j = 0; j < columns; j++) data[i + j]! -= means[j]!;
  }
}
