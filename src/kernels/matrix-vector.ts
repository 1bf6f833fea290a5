import type { Float64Matrix } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { addScaledAt, dotAt } from "./vector.js";

// Products take four rows at a time, so that what the rows share is loaded once for eight operations.

/** Xv */
export function timesVector({ rows, columns, data }: Matrix, v: Float64Array): Float64Array {
  const result = new Float64Array(rows);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = i * columns;
    const [r1, r2, r3] = [r0 + columns, r0 + 2 * columns, r0 + 3 * columns];
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let k = 0; k < columns; k++) {
      const value = v[k]!;
      s0 += value * data[r0 + k]!;
      s1 += value * data[r1 + k]!;
      s2 += value * data[r2 + k]!;
      s3 += value * data[r3 + k]!;
    }
    result.set([s0, s1, s2, s3], i);
  }
  for (; i < rows; i++) result[i] = dotAt(data, i * columns, v, 0, columns);
  return result;
}

/** X'v */
export function transposedTimesVector({ rows, columns, data }: Matrix, v: Float64Array): Float64Array {
  const result = new Float64Array(columns);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = i * columns;
    const [r1, r2, r3] = [r0 + columns, r0 + 2 * columns, r0 + 3 * columns];
    const [v0, v1, v2, v3] = [v[i]!, v[i + 1]!, v[i + 2]!, v[i + 3]!];
    for (let k = 0; k < columns; k++) {
      result[k]! += v0 * data[r0 + k]! + v1 * data[r1 + k]! + (v2 * data[r2 + k]! + v3 * data[r3 + k]!);
    }
  }
  for (; i < rows; i++) addScaledAt(result, 0, v[i]!, data, i * columns, columns);
  return result;
}

/** Adds v to each row of X. */
export function addToRows(x: Float64Matrix, v: Float64Array): void {
  for (let i = 0; i < x.rows; i++) addScaledAt(x.data, i * x.columns, 1, v, 0, x.columns);
}

/** Adds factors_i times row i of X to row i of the target. */
export function addScaledRows(target: Float64Matrix, factors: Float64Array, { rows, columns, data }: Float64Matrix) {
  for (let i = 0; i < rows; i++) addScaledAt(target.data, i * columns, factors[i]!, data, i * columns, columns);
}
