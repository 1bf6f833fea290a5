import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { multiplyAdd, type View } from "./multiply-add.js";

/** X as it lies: outer index the row. */
export function byRows({ data, columns }: Float64Matrix, from = 0): View {
  return { data, start: from * columns, outer: columns, inner: 1 };
}

/** X': outer index the column. */
export function byColumns({ data, columns }: Float64Matrix, from = 0): View {
  return { data, start: from * columns, outer: 1, inner: columns };
}

/** X'Y, p × q from n × p and n × q. */
export function crossProduct(x: Float64Matrix, y: Float64Matrix): Float64Matrix {
  return multiply(x.columns, y.columns, x.rows, byColumns(x), byColumns(y));
}

/** XY', n × m from n × p and m × p: every row of one times every row of the other. */
export function rowProducts(x: Float64Matrix, y: Float64Matrix): Float64Matrix {
  return multiply(x.rows, y.rows, x.columns, byRows(x), byRows(y));
}

/** XC, n × q from n × p and p × q. */
export function product(x: Float64Matrix, c: Float64Matrix): Float64Matrix {
  return multiply(x.rows, c.columns, x.columns, byRows(x), byColumns(c));
}

/** X'X, p × p from n × p: for centred columns the scatter matrix. */
export function scatter(x: Float64Matrix): Float64Matrix {
  return multiplyItself(x.columns, x.rows, byColumns(x));
}

/** XX', n × n from n × p: the Gram matrix of the examples. */
export function gram(x: Float64Matrix): Float64Matrix {
  return multiplyItself(x.rows, x.columns, byRows(x));
}

function multiply(rows: number, columns: number, depth: number, a: View, b: View): Float64Matrix {
  const result = zeros(rows, columns);
  multiplyAdd({ data: result.data, start: 0, stride: columns }, rows, columns, depth, a, b);
  return result;
}

/** AA' in half the work: the upper triangle, then its mirror image. */
function multiplyItself(size: number, depth: number, a: View): Float64Matrix {
  const result = zeros(size, size);
  multiplyAdd({ data: result.data, start: 0, stride: size }, size, size, depth, a, a, true);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) result.data[i * size + j] = result.data[j * size + i]!;
  }
  return result;
}
