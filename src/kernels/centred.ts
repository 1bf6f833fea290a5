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
  const { rows, columns } = x;
  const result = zeros(rows, columns);
  const sums = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, at++) sums[j]! += result.data[at] = factor * x.data[at]!;
  subtractMeans(result, subtractMeans(result, sums));
  return result;
}

/** Subtracts the means of columns, in place, from their sums; what the columns then sum to. */
function subtractMeans({ rows, columns, data }: Float64Matrix, sums: Float64Array): Float64Array {
  const means = sums.map((sum) => sum / rows);
  const left = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++, at++) left[j]! += data[at]! -= means[j]!;
  return left;
}
