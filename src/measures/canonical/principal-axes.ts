import { type Float64Matrix, transposed, zeros } from "../../kernels/float64-matrix.js";
import { lowerFactor } from "../../kernels/lower-factor.js";
import { orthogonalRows } from "../../kernels/orthogonal-rows.js";
import { product } from "../../kernels/products.js";

/** Singular values at most this share of the largest count as 0. */
export const RANK = 1e-10;

/** The left half of a singular value decomposition X = UΣV', as far as σ > 1e-10·σ₁. */
export interface PrincipalAxes {
  /** U, n × r, orthonormal columns. */
  readonly left: Float64Matrix;
  /** σ, r values, the largest first. */
  readonly values: Float64Array;
}

/** The principal axes of the n examples of a centred representation, not constant. */
export function principalAxes(xc: Float64Matrix): PrincipalAxes {
  const tall = xc.rows > xc.columns;
  // L has the singular values of Xc, and those vectors of it that lie on its shorter side.
  const { rotation, lengths } = orthogonalRows(lowerFactor(tall ? transposed(xc) : xc));
  const order = Array.from(lengths.keys()).sort((i, j) => (lengths[j] ?? 0) - (lengths[i] ?? 0));
  const largest = lengths[order[0] ?? 0] ?? 0;
  const kept = order.filter((i) => (lengths[i] ?? 0) > RANK * largest);
  const values = Float64Array.from(kept, (i) => lengths[i] ?? 0);
  const vectors = columnsOf(rotation, kept, tall ? values : new Float64Array(kept.length).fill(1));
  return { left: tall ? product(xc, vectors) : vectors, values };
}

/** The named rows of J, each over its divisor, as columns. */
function columnsOf(j: Float64Matrix, rows: readonly number[], divisors: Float64Array): Float64Matrix {
  const result = zeros(j.columns, rows.length);
  rows.forEach((row, column) => {
    for (let i = 0; i < j.columns; i++) {
      result.data[i * rows.length + column] = (j.data[row * j.columns + i] ?? 0) / (divisors[column] ?? 1);
    }
  });
  return result;
}

/** The first rows of a matrix, as many as there are divisors, each over its own. */
export function rowsOver({ columns, data }: Float64Matrix, divisors: Float64Array): Float64Matrix {
  const result = zeros(divisors.length, columns);
  for (let at = 0; at < result.data.length; at++) {
    result.data[at] = (data[at] ?? 0) / (divisors[Math.floor(at / columns)] ?? 1);
  }
  return result;
}

/** The least number of axes with a share of the variance Σσ². */
export function axesOf(values: Float64Array, share: number): number {
  const total = values.reduce((sum, value) => sum + value ** 2, 0);
  let reached = 0;
  const last = values.findIndex((value) => {
    reached += value ** 2;
    return reached >= share * total;
  });
  return last < 0 ? values.length : last + 1;
}

/** The first columns of a matrix. */
export function firstColumns({ rows, columns, data }: Float64Matrix, count: number): Float64Matrix {
  if (count === columns) return { rows, columns, data };
  const result = zeros(rows, count);
  for (let i = 0; i < rows; i++) result.data.set(data.subarray(i * columns, i * columns + count), i * count);
  return result;
}
