import type { Float64Matrix } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { rowProducts } from "./products.js";

/**
 * Some examples of a layer as they were given, with what makes entries of its U-centred Gram matrix of them: beside the
 * diagonal A_ij = scale·(x_i − c)·(x_j − c) + α_i + α_j.
 *
 * Nothing is subtracted before it is needed: a centred copy would be as large as the layer.
 */
export interface CentredBlock {
  /** R × p */
  readonly x: Matrix;
  /** c, p numbers, as precise as x: the means of all examples, but for their rounding. */
  readonly centre: Float64Array;
  /** δ, what c leaves of the means: α makes up for it where entries are made. */
  readonly residual: Float64Array;
  readonly scale: number;
  /** α of each of the R examples. */
  readonly shifts: Float64Array;
}

/** (x_i − c)·scale, R × p, as precise as the block. */
export function centredRows({ x, centre }: CentredBlock, scale = 1): Matrix {
  const { rows, columns, data } = x;
  const result = roomFor(data);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, at++) result[at] = (data[at]! - centre[j]!) * scale;
  return { rows, columns, data: result };
}

/** (x_i − c − δ)·√scale, R × p, as precise as the block: examples about their mean. */
export function meanCentredRows({ x, centre, residual, scale }: CentredBlock): Matrix {
  const { rows, columns, data } = x;
  const [result, root] = [roomFor(data), Math.sqrt(scale)];
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, at++) result[at] = (data[at]! - centre[j]! - residual[j]!) * root;
  return { rows, columns, data: result };
}

/** The entries of some rows and some columns of one layer, R × C; on the diagonal as beside it. */
export function blockEntries(rows: CentredBlock, columns: CentredBlock): Float64Matrix {
  const entries = rowProducts(centredRows(rows, rows.scale), centredRows(columns));
  const { data } = entries;
  for (let i = 0, at = 0; i < entries.rows; i++) {
    const shift = rows.shifts[i]!;
    for (let j = 0; j < entries.columns; j++, at++) data[at]! += shift + columns.shifts[j]!;
  }
  return entries;
}

/** Kv = Xc(Xc'v) of examples about their mean, scaled, in float64 and without a copy. */
export function gramTimesVector({ x, centre, residual, scale }: CentredBlock, v: Float64Array): Float64Array {
  const { rows, columns, data } = x;
  const turned = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++)
    for (let j = 0; j < columns; j++, at++) turned[j]! += v[i]! * (data[at]! - centre[j]! - residual[j]!);
  return new Float64Array(rows).map((_, i) => {
    let sum = 0;
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      sum += turned[j]! * (data[at]! - centre[j]! - residual[j]!);
    return sum * scale;
  });
}

function roomFor(data: Matrix["data"]): Matrix["data"] {
  return data instanceof Float32Array ? new Float32Array(data.length) : new Float64Array(data.length);
}
