import type { Matrix } from "../kernels/matrix.js";

/** Numbers that are not there. */
export const NOTHING = new Float32Array(0);

/** 1 × n */
export function across(values: Float64Array): Matrix {
  return { rows: 1, columns: values.length, data: Float32Array.from(values) };
}

/** n × 1 */
export function down(values: Float64Array): Matrix {
  return { rows: values.length, columns: 1, data: Float32Array.from(values) };
}

/** So many rows from one on, or as many as are left: a view. */
export function rowsFrom({ rows, columns, data }: Matrix, from: number, most: number): Matrix {
  const count = Math.min(most, rows - from);
  return { rows: count, columns, data: data.subarray(from * columns, (from + count) * columns) };
}

/** m × n of m vectors. */
export function oneAfterTheOther(vectors: readonly (Float32Array | undefined)[]): Matrix {
  const [rows, columns] = [vectors.length, vectors[0]?.length ?? 0];
  const data = new Float32Array(rows * columns);
  for (const [k, values = NOTHING] of vectors.entries()) data.set(values, k * columns);
  return { rows, columns, data };
}
