import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";

/**
 * Some rows of a matrix, in the order in which they are named.
 *
 * @example
 * gatheredRows({ rows: 3, columns: 1, data: Float64Array.of(5, 6, 7) }, [2, 0]).data; // => Float64Array.of(7, 5)
 */
export function gatheredRows({ columns, data }: Matrix, rows: ArrayLike<number>): Float64Matrix {
  const result = zeros(rows.length, columns);
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i]! * columns;
    result.data.set(data.subarray(from, from + columns), i * columns);
  }
  return result;
}

/** The rows and the columns of a square matrix that are named, in that order: B from A with b_ij = a_{r_i r_j}. */
export function gatheredSquare({ columns, data }: Float64Matrix, rows: ArrayLike<number>): Float64Matrix {
  const result = zeros(rows.length, rows.length);
  for (let i = 0, to = 0; i < rows.length; i++) {
    const from = rows[i]! * columns;
    for (let j = 0; j < rows.length; j++, to++) result.data[to] = data[from + rows[j]!]!;
  }
  return result;
}

/** ⟨A, PBP'⟩ = Σ_ij a_ij·b_{r_i r_j} of two symmetric n × n matrices, the rows of B taken in another order. */
export function gatheredProduct(a: Float64Matrix, b: Float64Matrix, order: Uint32Array): number {
  const n = a.columns;
  let [diagonal, half] = [0, 0];
  for (let i = 0; i < n; i++) {
    const [here, there] = [i * n, order[i]! * n];
    diagonal += a.data[here + i]! * b.data[there + order[i]!]!;
    // One sum a row: shorter chains of additions, smaller rounding.
    let row = 0;
    for (let j = i + 1; j < n; j++) row += a.data[here + j]! * b.data[there + order[j]!]!;
    half += row;
  }
  return diagonal + 2 * half;
}
