import { type Float64Matrix, zeros } from "./float64-matrix.js";

/**
 * The mean of each `size` rows that follow one another: n/size × p from n × p.
 *
 * @example
 * groupMeans({ rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) }, 2).data; // => Float64Array.of(2, 3)
 */
export function groupMeans({ rows, columns, data }: Float64Matrix, size: number): Float64Matrix {
  const means = zeros(rows / size, columns);
  for (let row = 0; row < rows; row++) {
    const group = Math.floor(row / size) * columns;
    for (let j = 0; j < columns; j++) means.data[group + j]! += data[row * columns + j]! / size;
  }
  return means;
}
