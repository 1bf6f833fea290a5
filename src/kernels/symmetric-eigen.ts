import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { unitScale } from "./vector.js";
import { withMemory } from "./wasm/with-memory.js";

/** A = V'ΛV: the eigenvalues of a symmetric n × n matrix, and in row i of V the unit eigenvector of value i. */
export interface SymmetricEigen {
  /** The largest first. */
  readonly values: Float64Array;
  /** n × n, orthogonal; the sign of each row is arbitrary. */
  readonly vectors: Float64Matrix;
}

/**
 * All eigenvalues and eigenvectors of a symmetric n × n matrix, to rounding errors of the largest magnitude.
 *
 * By reflections to three diagonals and QR sweeps from there. Vectors of equal or nearly equal values are some basis of the
 * space they span.
 *
 * @param a - of which only what lies on the diagonal and right of it is read.
 * @throws RangeError for a value that is not finite.
 * @see Golub & Van Loan 2013, section 8.3
 * @example
 * symmetricEigen({ rows: 2, columns: 2, data: Float64Array.of(2, 1, 1, 2) }).values; // => Float64Array.of(3, 1)
 */
export function symmetricEigen(a: Float64Matrix): SymmetricEigen {
  const { rows: n } = a;
  return withMemory(({ kernels, room, put, view }) => {
    const from = put(Float64Array, a.data);
    const largest = kernels.largest_magnitude(a.data.length, from);
    if (!(largest < Infinity)) throw new RangeError(`eigenvalues: an entry is ${largest}; all must be finite`);
    const scale = unitScale(largest || 1);
    kernels.multiply(a.data.length, from, scale);
    const [values, vectors] = [room(Float64Array, n), room(Float64Array, n * n)];
    if (kernels.symmetric_eigen(n, from, values, vectors) === 0)
      throw new Error(`eigenvalues: no convergence at size ${n}`);
    const found = view(Float64Array, values, n);
    const order = Array.from(found.keys()).sort((i, j) => found[j]! - found[i]!);
    const sorted = { values: new Float64Array(n), vectors: zeros(n, n) };
    order.forEach((at, i) => {
      sorted.values[i] = found[at]! / scale;
      sorted.vectors.data.set(view(Float64Array, vectors + at * n * Float64Array.BYTES_PER_ELEMENT, n), i * n);
    });
    return sorted;
  });
}
