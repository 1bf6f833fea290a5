import { type Float64Matrix, zeros } from "../../kernels/float64-matrix.js";
import type { Matrix } from "../../kernels/matrix.js";
import { total } from "../../kernels/mean.js";
import { gram, product, rowProducts, scatter } from "../../kernels/products.js";
import { symmetricEigen } from "../../kernels/symmetric-eigen.js";

/** Directions of a smaller share of the largest's variance are rounding: eigenvalues of products lose that many digits. */
const LEAST_SHARE = 1e-10;

/** Directions in which n rows vary, in a unit in which their variances sum to 1. */
export interface PrincipalAxes {
  /** p, the mean of the rows. */
  readonly mean: Float64Array;
  /** r × p: coordinates are (x − mean)·directions'. */
  readonly directions: Float64Matrix;
  /** r variances along them, the largest first, summing to 1. */
  readonly variances: Float64Array;
}

/**
 * The principal axes of n rows.
 *
 * @param x - n × p.
 * @returns r axes, r at most p and n − 1; none for rows that are all the same.
 * @throws RangeError for a value that is not finite.
 * @example
 * const x = { rows: 2, columns: 2, data: Float64Array.of(1, 5, 3, 5) };
 * principalAxes(x).variances; // => Float64Array.of(1)
 */
export function principalAxes(x: Matrix): PrincipalAxes {
  const mean = meanOf(x);
  const rest = lessMean(x, mean);
  const narrow = x.columns <= x.rows;
  const { values, vectors } = symmetricEigen(narrow ? scatter(rest) : gram(rest));
  const kept = values.filter((value) => value > LEAST_SHARE * (values[0] ?? 0));
  const all = total(kept);
  const first = {
    rows: kept.length,
    columns: vectors.columns,
    data: vectors.data.subarray(0, kept.length * vectors.columns),
  };
  // Of X = UΣV' the Gram matrix gives U, and V' = U'X/Σ.
  const axes = narrow ? first : product(first, rest);
  const unit = Math.sqrt(all / x.rows);
  const directions = scaledRows(axes, (k) => 1 / (narrow ? unit : unit * Math.sqrt(kept[k] ?? 1)));
  return { mean, directions, variances: kept.map((value) => value / all) };
}

/** Rows of X in coordinates along the axes, n × r from n × p. */
export function coordinates({ mean, directions }: PrincipalAxes, x: Matrix): Float64Matrix {
  return rowProducts(lessMean(x, mean), directions);
}

/** X less a row of p numbers, n × p in float64. */
export function lessMean({ rows, columns, data }: Matrix, mean: Float64Array): Float64Matrix {
  const result = zeros(rows, columns);
  for (let i = 0; i < rows; i++)
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      result.data[at] = (data[at] as number) - (mean[j] as number);
  return result;
}

function meanOf({ rows, columns, data }: Matrix): Float64Array {
  const mean = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, at++) mean[j] = (mean[j] as number) + (data[at] as number) / rows;
  return mean;
}

function scaledRows({ rows, columns, data }: Float64Matrix, factor: (row: number) => number): Float64Matrix {
  return { rows, columns, data: data.map((value, at) => value * factor(Math.floor(at / columns))) };
}
