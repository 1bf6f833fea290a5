import type { Matrix } from "./matrix.js";

/** A matrix in double precision, as every kernel computes with. */
export interface Float64Matrix extends Matrix {
  readonly data: Float64Array;
}

/**
 * A matrix of zeros.
 *
 * @example
 * zeros(1, 2).data; // => Float64Array.of(0, 0)
 */
export function zeros(rows: number, columns: number): Float64Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** X', p × n from n × p. */
export function transposed({ rows, columns, data }: Float64Matrix): Float64Matrix {
  const result = zeros(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result.data[j * rows + i] = data[i * columns + j]!;
  }
  return result;
}

/** The rows of X but one. */
export function withoutRow({ rows, columns, data }: Float64Matrix, row: number): Float64Matrix {
  const result = zeros(rows - 1, columns);
  result.data.set(data.subarray(0, row * columns));
  result.data.set(data.subarray((row + 1) * columns), row * columns);
  return result;
}
