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

/** Rows and columns that are exchanged at a time: their cache lines are still there when the next row needs them. */
const BLOCK = 32;

/** X', p × n from n × p. */
export function transposed(x: Float64Matrix): Float64Matrix {
  const { rows, columns, data } = x;
  const result = zeros(columns, rows);
  for (let top = 0; top < rows; top += BLOCK) {
    for (let left = 0; left < columns; left += BLOCK) {
      for (let i = top; i < Math.min(top + BLOCK, rows); i++)
        for (let j = left; j < Math.min(left + BLOCK, columns); j++) result.data[j * rows + i] = data[i * columns + j]!;
    }
  }
  return result;
}

/** A symmetric n × n matrix of which what lies left of the diagonal was unspecified: that is filled in, in place. */
export function mirrored<T extends Matrix>(x: T): T {
  const { rows: n, data } = x;
  for (let top = 0; top < n; top += BLOCK) {
    for (let left = 0; left <= top; left += BLOCK) {
      for (let i = top; i < Math.min(top + BLOCK, n); i++)
        for (let j = left; j < Math.min(left + BLOCK, i); j++) data[i * n + j] = data[j * n + i]!;
    }
  }
  return x;
}

/** The rows of X but one. */
export function withoutRow({ rows, columns, data }: Float64Matrix, row: number): Float64Matrix {
  const result = zeros(rows - 1, columns);
  result.data.set(data.subarray(0, row * columns));
  result.data.set(data.subarray((row + 1) * columns), row * columns);
  return result;
}
