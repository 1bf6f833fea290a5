import type { Float64Matrix } from "./float64-matrix.js";
import { addScaledAt, dotAt } from "./vector.js";

/** A rectangle of a matrix: element (i, j) is `data[start + i * stride + j]`. */
export interface Window {
  readonly data: Float64Array;
  readonly start: number;
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/** What lies below row `row` of a matrix, from column `column` on. */
export function below({ rows, columns, data }: Float64Matrix, row: number, column: number): Window {
  const start = (row + 1) * columns + column;
  return { data, start, stride: columns, rows: rows - row - 1, columns: columns - column };
}

/** Xv */
export function timesVector(x: Float64Matrix, v: Float64Array): Float64Array {
  return windowTimes(whole(x), v, 0);
}

/** X'v */
export function transposedTimesVector(x: Float64Matrix, v: Float64Array): Float64Array {
  return windowTransposedTimes(whole(x), v);
}

/** Adds v to each row of X. */
export function addToRows(x: Float64Matrix, v: Float64Array): void {
  for (let i = 0; i < x.rows; i++) addScaledAt(x.data, i * x.columns, 1, v, 0, x.columns);
}

/** Adds factors_i times row i of X to row i of the target. */
export function addScaledRows(target: Float64Matrix, factors: Float64Array, { rows, columns, data }: Float64Matrix) {
  for (let i = 0; i < rows; i++) addScaledAt(target.data, i * columns, factors[i]!, data, i * columns, columns);
}

function whole({ rows, columns, data }: Float64Matrix): Window {
  return { data, start: 0, stride: columns, rows, columns };
}

// Each takes four rows at a time, so that what the rows share is loaded once for eight operations.

/** Av, with v at `v[from]`…, as a new vector. */
export function windowTimes({ data, start, stride, rows, columns }: Window, v: Float64Array, from: number) {
  const result = new Float64Array(rows);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = start + i * stride;
    const [r1, r2, r3] = [r0 + stride, r0 + 2 * stride, r0 + 3 * stride];
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let k = 0; k < columns; k++) {
      const value = v[from + k]!;
      s0 += value * data[r0 + k]!;
      s1 += value * data[r1 + k]!;
      s2 += value * data[r2 + k]!;
      s3 += value * data[r3 + k]!;
    }
    result.set([s0, s1, s2, s3], i);
  }
  for (; i < rows; i++) result[i] = dotAt(data, start + i * stride, v, from, columns);
  return result;
}

/** A'v as a new vector. */
export function windowTransposedTimes({ data, start, stride, rows, columns }: Window, v: Float64Array) {
  const result = new Float64Array(columns);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = start + i * stride;
    const [r1, r2, r3] = [r0 + stride, r0 + 2 * stride, r0 + 3 * stride];
    const [v0, v1, v2, v3] = [v[i]!, v[i + 1]!, v[i + 2]!, v[i + 3]!];
    for (let k = 0; k < columns; k++) {
      result[k]! += v0 * data[r0 + k]! + v1 * data[r1 + k]! + (v2 * data[r2 + k]! + v3 * data[r3 + k]!);
    }
  }
  for (; i < rows; i++) addScaledAt(result, 0, v[i]!, data, start + i * stride, columns);
  return result;
}

/** A += factor · uv', with v at `v[from]`…. */
export function addOuterProduct(a: Window, factor: number, u: Float64Array, v: Float64Array, from: number): void {
  const { data, start, stride, rows, columns } = a;
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = start + i * stride;
    const [r1, r2, r3] = [r0 + stride, r0 + 2 * stride, r0 + 3 * stride];
    const [f0, f1, f2, f3] = [factor * u[i]!, factor * u[i + 1]!, factor * u[i + 2]!, factor * u[i + 3]!];
    for (let k = 0; k < columns; k++) {
      const value = v[from + k]!;
      data[r0 + k]! += f0 * value;
      data[r1 + k]! += f1 * value;
      data[r2 + k]! += f2 * value;
      data[r3 + k]! += f3 * value;
    }
  }
  for (; i < rows; i++) addScaledAt(data, start + i * stride, factor * u[i]!, v, from, columns);
}
