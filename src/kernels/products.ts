import { type Float64Matrix, mirrored } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { type Kernel, pairsOfRows, rowByRow, sumOverRows } from "./streamed-products.js";

// Products of two float32 matrices are summed in float32 over at most 100 terms, and these sums in float64, so that the
// error stays near 1e-6 of the terms however many there are. Where either operand is float64 everything is.

/**
 * X'Y, p × q from n × p and n × q.
 *
 * @example
 * const x = { rows: 2, columns: 1, data: Float64Array.of(1, 2) };
 * crossProduct(x, { rows: 2, columns: 2, data: Float64Array.of(3, 4, 5, 6) }).data; // => Float64Array.of(13, 16)
 */
export function crossProduct(x: Matrix, y: Matrix): Float64Matrix {
  return sumOverRows(kernelFor(x, y), x, y);
}

/** X'X, p × p from n × p, in half the work: for centred columns the scatter matrix. */
export function scatter(x: Matrix): Float64Matrix {
  return mirrored(sumOverRows(kernelFor(x), x, x, true));
}

/** XY', n × m from n × p and m × p: every row of one times every row of the other. */
export function rowProducts(x: Matrix, y: Matrix): Float64Matrix {
  return rowByRow(kernelFor(x, y), x, y, y.rows, y.columns, 1);
}

/** XC, n × q from n × p and p × q. */
export function product(x: Matrix, c: Matrix): Float64Matrix {
  return rowByRow(kernelFor(x, c), x, c, c.columns, 1, c.columns);
}

/** XX', n × n from n × p, in half the work: the Gram matrix of the examples. */
export function gram(x: Matrix): Float64Matrix {
  return mirrored(pairsOfRows(kernelFor(x), x));
}

/** What sums products of these operands, and in which precision. */
export function kernelFor(...operands: readonly Matrix[]): Kernel {
  return operands.every(({ data }) => data instanceof Float32Array)
    ? { type: Float32Array, add: "multiply_add_f32" }
    : { type: Float64Array, add: "multiply_add_f64" };
}
