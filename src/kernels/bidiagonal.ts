import type { Float64Matrix } from "./float64-matrix.js";
import { below } from "./matrix-vector.js";
import { reflectColumns, reflector, reflectRows } from "./reflector.js";

/** A square bidiagonal matrix: its diagonal, and the diagonal beside it (one shorter). */
export interface Bidiagonal {
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
}

/**
 * The bidiagonal matrix with the singular values of A, n × p with n ≤ p, by Householder reflections from both sides.
 *
 * @see Golub & Van Loan 2013, algorithm 5.4.2
 */
export function bidiagonal(a: Float64Matrix): Bidiagonal {
  const work = { ...a, data: a.data.slice() };
  const diagonal = new Float64Array(a.rows);
  const beside = new Float64Array(Math.max(a.rows - 1, 0));
  for (let i = 0; i < a.rows; i++) {
    diagonal[i] = clearRow(work, i);
    if (i + 1 < a.rows) beside[i] = clearColumn(work, i);
  }
  return { diagonal, beside };
}

/** Reflects the columns from i on, so that row i ends at its diagonal element; returns that element. */
function clearRow(work: Float64Matrix, i: number): number {
  const pivot = i * work.columns + i;
  const { beta, tau } = reflector(work.data, pivot, work.columns - i);
  reflectRows(below(work, i, i), tau, work.data, pivot);
  return beta;
}

/** Reflects the rows below row i, so that column i ends right below its diagonal element; returns that last element. */
function clearColumn(work: Float64Matrix, i: number): number {
  const column = new Float64Array(work.rows - i - 1).map((_, k) => work.data[(i + 1 + k) * work.columns + i]!);
  const { beta, tau } = reflector(column, 0, column.length);
  reflectColumns(below(work, i, i + 1), tau, column);
  return beta;
}
