import { type Float64Matrix, transposed } from "./float64-matrix.js";
import { sum, unitScale } from "./vector.js";
import { withMemory } from "./wasm/with-memory.js";

/**
 * The min(n, p) singular values of a matrix, the largest first; each to rounding errors of the largest.
 *
 * By reflections to a band, from there to two diagonals, and by QR sweeps to the values; in memory for the matrix and a
 * tenth of it.
 *
 * @throws RangeError for a value that is not finite.
 * @see Golub & Van Loan 2013, section 8.6; Lang 1996 for the band
 * @example
 * singularValues({ rows: 2, columns: 2, data: Float64Array.of(0, 3, 4, 0) }); // => Float64Array.of(4, 3)
 */
export function singularValues(a: Float64Matrix): Float64Array {
  const { rows, columns, data } = a.rows > a.columns ? transposed(a) : a;
  return withMemory(({ kernels, room, put, view }) => {
    const [from, values] = [put(Float64Array, data), room(Float64Array, rows)];
    const largest = kernels.largest_magnitude(data.length, from);
    if (largest === 0) return new Float64Array(rows);
    if (!(largest < Infinity)) throw new RangeError(`singular values: an entry is ${largest}; all must be finite`);
    const scale = unitScale(largest);
    kernels.multiply(data.length, from, scale);
    if (kernels.singular_values(rows, columns, from, values) === 0)
      throw new Error(`singular values: no convergence at size ${rows}`);
    const ascending = view(Float64Array, values, rows).slice().sort();
    return ascending.reverse().map((value) => value / scale);
  });
}

/**
 * The nuclear norm: the sum of the singular values, tr √(A'A).
 *
 * @example
 * nuclearNorm({ rows: 2, columns: 2, data: Float64Array.of(0, 3, 4, 0) }); // => 7
 */
export function nuclearNorm(a: Float64Matrix): number {
  return sum(singularValues(a));
}
