import type { Float64Matrix } from "./float64-matrix.js";
import { withMemory } from "./wasm/with-memory.js";

/**
 * The lower triangular L, n × n, with LL' = XX', from n × p with p ≥ n: the examples in other coordinates.
 *
 * By Householder reflections of the rows (the L of an LQ decomposition), so nothing is squared and no digits are lost.
 *
 * @see Golub & Van Loan 2013, section 5.2
 */
export function lowerFactor(x: Float64Matrix): Float64Matrix {
  const { rows: n, columns: p } = x;
  return withMemory(({ kernels, room, put, view }) => {
    const [from, factor] = [put(Float64Array, x.data), room(Float64Array, n * n)];
    kernels.lower_factor(n, p, from, factor);
    return { rows: n, columns: n, data: view(Float64Array, factor, n * n).slice() };
  });
}
