import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { below } from "./matrix-vector.js";
import { reflector, reflectRows } from "./reflector.js";

/**
 * The lower triangular L, n × n, with LL' = XX', from n × p with p ≥ n: the examples in other coordinates.
 *
 * By Householder reflections of the rows (the L of an LQ decomposition), so nothing is squared and no digits are lost.
 */
export function lowerFactor(x: Float64Matrix): Float64Matrix {
  const { rows, columns } = x;
  const work = { rows, columns, data: x.data.slice() };
  const result = zeros(rows, rows);
  for (let i = 0; i < rows; i++) {
    const pivot = i * columns + i;
    result.data.set(work.data.subarray(i * columns, pivot), i * rows);
    const { beta, tau } = reflector(work.data, pivot, columns - i);
    result.data[i * rows + i] = beta;
    reflectRows(below(work, i, i), tau, work.data, pivot);
  }
  return result;
}
