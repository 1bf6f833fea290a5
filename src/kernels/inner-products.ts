import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { gram, rowProducts } from "./products.js";
import { addScaledAt } from "./vector.js";

/** Entries of each matrix that are stacked at a time; a multiple of what the products sum before they add to the result. */
const AT_ONCE = 25_600;

/**
 * ⟨X_i, Y_j⟩ = tr X_i'Y_j, K × L from K and L matrices of one shape; without `ys` those of `xs` with each other.
 *
 * The matrices are read in place, some entries of all of them at a time: nothing as large as their stack is made.
 *
 * @throws RangeError where their shapes differ.
 * @example
 * const [a, b] = [{ rows: 1, columns: 2, data: Float64Array.of(1, 2) }, { rows: 1, columns: 2, data: Float64Array.of(3, 4) }];
 * innerProducts([a, b]).data; // => Float64Array.of(5, 11, 11, 25)
 */
export function innerProducts(xs: readonly Matrix[], ys: readonly Matrix[] = xs): Float64Matrix {
  const result = zeros(xs.length, ys.length);
  const entries = checkedLength([...xs, ...ys]);
  for (let from = 0; from < entries; from += AT_ONCE) {
    const [left, right] = [slices(xs, from), ys === xs ? null : slices(ys, from)];
    const part = right === null ? gram(left) : rowProducts(left, right);
    addScaledAt(result.data, 0, 1, part.data, 0, part.data.length);
  }
  return result;
}

function checkedLength(matrices: readonly Matrix[]): number {
  const first = matrices[0];
  const odd = matrices.find(({ rows, columns }) => rows !== first?.rows || columns !== first.columns);
  if (first !== undefined && odd !== undefined) {
    const shapes = `${first.rows} × ${first.columns} and ${odd.rows} × ${odd.columns}`;
    throw new RangeError(`innerProducts: matrices of ${shapes}; all must have one shape`);
  }
  return first?.data.length ?? 0;
}

/** The same entries of each matrix, a row for each. */
function slices(matrices: readonly Matrix[], from: number): Matrix {
  const parts = matrices.map(({ data }) => data.subarray(from, from + AT_ONCE));
  const columns = parts[0]?.length ?? 0;
  const single = parts.every((part) => part instanceof Float32Array);
  const data = new (single ? Float32Array : Float64Array)(parts.length * columns);
  parts.forEach((part, i) => void data.set(part, i * columns));
  return { rows: parts.length, columns, data };
}
