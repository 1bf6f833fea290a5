import type { Matrix } from "./matrix.js";

/** The sums of a matrix's columns, about its first row: no large mean costs a digit. */
export interface ColumnMoments {
  readonly means: Float64Array;
  /** Σ_ij (x_ij − x_1j)²; not finite where any number of the matrix is not, or where float64 cannot hold it. */
  readonly squares: number;
}

// Four rows at a time: what they share is loaded once, and their sums do not wait for each other.

/** One pass over n × p numbers, in float64. */
export function columnMoments({ rows, columns, data }: Matrix): ColumnMoments {
  const first = Float64Array.from(data.subarray(0, columns));
  const means = new Float64Array(columns);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = i * columns;
    const r1 = r0 + columns;
    const r2 = r1 + columns;
    const r3 = r2 + columns;
    for (let j = 0; j < columns; j++) {
      const about = first[j]!;
      const d0 = data[r0 + j]! - about;
      const d1 = data[r1 + j]! - about;
      const d2 = data[r2 + j]! - about;
      const d3 = data[r3 + j]! - about;
      means[j]! += d0 + d1 + (d2 + d3);
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
  }
  for (; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const difference = data[i * columns + j]! - first[j]!;
      means[j]! += difference;
      s0 += difference * difference;
    }
  }
  for (let j = 0; j < columns; j++) means[j] = first[j]! + means[j]! / rows;
  return { means, squares: s0 + s1 + (s2 + s3) };
}

/** ‖x_i − mean‖² of each row: one pass over n × p numbers, in float64. */
export function squaredDeviations({ rows, columns, data }: Matrix, means: Float64Array): Float64Array {
  const squares = new Float64Array(rows);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = i * columns;
    const r1 = r0 + columns;
    const r2 = r1 + columns;
    const r3 = r2 + columns;
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let j = 0; j < columns; j++) {
      const mean = means[j]!;
      const d0 = data[r0 + j]! - mean;
      const d1 = data[r1 + j]! - mean;
      const d2 = data[r2 + j]! - mean;
      const d3 = data[r3 + j]! - mean;
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    squares[i] = s0;
    squares[i + 1] = s1;
    squares[i + 2] = s2;
    squares[i + 3] = s3;
  }
  for (; i < rows; i++) for (let j = 0; j < columns; j++) squares[i]! += (data[i * columns + j]! - means[j]!) ** 2;
  return squares;
}

/** (x_i − c)·δ of each row. */
export function projections({ rows, columns, data }: Matrix, c: Float64Array, delta: Float64Array): Float64Array {
  return new Float64Array(rows).map((_, i) => {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += (data[i * columns + j]! - c[j]!) * delta[j]!;
    return sum;
  });
}
