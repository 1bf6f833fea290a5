import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { crossProduct } from "./products.js";

/** What the correlations of the columns of two matrices need of their rows, so that rows may come in batches. */
export interface CorrelationSums {
  readonly rows: number;
  readonly x: ColumnSums;
  readonly y: ColumnSums;
  /** Σ (x_i − mean)(y_j − mean), p × q. */
  readonly cross: Float64Matrix;
}

interface ColumnSums {
  readonly means: Float64Array;
  /** Σ (x_i − mean)² */
  readonly squares: Float64Array;
}

/**
 * The sums of one batch of rows.
 *
 * @param x - n × p
 * @param y - n × q, its row i belonging to row i of x.
 * @throws RangeError for different numbers of rows, none, or a value that is not finite.
 */
export function correlationSums(x: Matrix, y: Matrix): CorrelationSums {
  if (x.rows !== y.rows || x.rows === 0)
    throw new RangeError(
      `correlationSums: x has ${x.rows} rows and y has ${y.rows}, expected as many and at least one`,
    );
  const [ofX, ofY] = [columnSums("x", x), columnSums("y", y)];
  const cross = crossProduct(standardised(x, ofX), standardised(y, ofY));
  rescale(cross, ofX.squares, ofY.squares);
  return { rows: x.rows, x: ofX, y: ofY, cross };
}

/**
 * The sums of two batches together.
 *
 * @throws RangeError for batches of different columns.
 * @see Chan, Golub & LeVeque 1983
 */
export function mergedSums(a: CorrelationSums, b: CorrelationSums): CorrelationSums {
  const { rows: p, columns: q } = a.cross;
  if (b.cross.rows !== p || b.cross.columns !== q)
    throw new RangeError(`mergedSums: batches of ${p} × ${q} and ${b.cross.rows} × ${b.cross.columns} columns`);
  const rows = a.rows + b.rows;
  const share = (a.rows * b.rows) / rows;
  const cross = zeros(p, q);
  for (let i = 0, at = 0; i < p; i++) {
    const step = share * (b.x.means[i]! - a.x.means[i]!);
    for (let j = 0; j < q; j++, at++)
      cross.data[at] = a.cross.data[at]! + b.cross.data[at]! + step * (b.y.means[j]! - a.y.means[j]!);
  }
  const merged = (s: ColumnSums, t: ColumnSums): ColumnSums => ({
    means: s.means.map((mean, j) => mean + ((t.means[j]! - mean) * b.rows) / rows),
    squares: s.squares.map((square, j) => square + t.squares[j]! + share * (t.means[j]! - s.means[j]!) ** 2),
  });
  return { rows, x: merged(a.x, b.x), y: merged(a.y, b.y), cross };
}

/**
 * Pearson's correlation of each column of one matrix with each of the other, p × q.
 *
 * @returns in [−1, 1] up to rounding, 1e-6 of float32; 0 where either column is constant, as a dead unit's is.
 * @example
 * const x = { rows: 3, columns: 2, data: Float64Array.of(1, 5, 2, 5, 3, 5) };
 * correlations(correlationSums(x, { rows: 3, columns: 1, data: Float64Array.of(4, 2, 0) })).data; // => Float64Array.of(-1, 0)
 */
export function correlations({ x, y, cross }: CorrelationSums): Float64Matrix {
  const result = { ...cross, data: cross.data.slice() };
  const inverse = ({ squares }: ColumnSums) => squares.map((square) => (square > 0 ? 1 / square : 0));
  rescale(result, inverse(x), inverse(y));
  return result;
}

/** In place: row i times √s_i, column j times √t_j. */
function rescale({ rows, columns, data }: Float64Matrix, s: Float64Array, t: Float64Array): void {
  const [left, right] = [s.map(Math.sqrt), t.map(Math.sqrt)];
  for (let i = 0, at = 0; i < rows; i++) for (let j = 0; j < columns; j++, at++) data[at]! *= left[i]! * right[j]!;
}

/** In two passes about the first row: of large means no digit is lost, and constants have no spread at all. */
function columnSums(name: string, { rows, columns, data }: Matrix): ColumnSums {
  const [means, squares] = [new Float64Array(columns), new Float64Array(columns)];
  for (let at = 0; at < data.length; )
    for (let j = 0; j < columns; j++, at++) means[j]! += (data[at]! - data[j]!) / rows;
  for (let j = 0; j < columns; j++) means[j]! += data[j]!;
  for (let at = 0; at < data.length; )
    for (let j = 0; j < columns; j++, at++) squares[j]! += (data[at]! - means[j]!) ** 2;
  const bad = squares.findIndex((square) => !Number.isFinite(square));
  if (bad === -1) return { means, squares };
  throw new RangeError(
    `correlationSums: column ${bad} of ${name} holds what is no finite number, or is too large to square`,
  );
}

/** Columns about their mean, of length 1, as precise as the matrix; float32 products then neither over- nor underflow. */
function standardised({ rows, columns, data }: Matrix, { means, squares }: ColumnSums): Matrix {
  const factors = squares.map((square) => (square > 0 ? 1 / Math.sqrt(square) : 0));
  const result = data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length);
  for (let at = 0; at < data.length; )
    for (let j = 0; j < columns; j++, at++) result[at] = (data[at]! - means[j]!) * factors[j]!;
  return { rows, columns, data: result };
}
