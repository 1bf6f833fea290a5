import type { Matrix } from "./matrix.js";

/** The sums of a matrix's columns, about its first row: no large mean costs a digit. */
export interface ColumnMoments {
  readonly means: Float64Array;
  /** Σ_ij (x_ij − x_1j)² */
  readonly squares: number;
}

/** One pass over n × p numbers, in float64. */
export function columnMoments({ rows, columns, data }: Matrix): ColumnMoments {
  const first = Float64Array.from(data.subarray(0, columns));
  const means = new Float64Array(columns);
  let squares = 0;
  for (let start = 0; start < data.length; start += columns) {
    let inRow = 0;
    for (let j = 0; j < columns; j++) {
      const difference = data[start + j]! - first[j]!;
      means[j]! += difference;
      inRow += difference * difference;
    }
    squares += inRow;
  }
  for (let j = 0; j < columns; j++) means[j] = first[j]! + means[j]! / rows;
  return { means, squares };
}

/** What rows are, about their mean and along the difference of the mean from a number that stands for it. */
export interface RowMoments {
  /** ‖x_i − c − δ‖² */
  readonly squaredNorms: Float64Array;
  /** (x_i − c)·δ */
  readonly along: Float64Array;
}

/** One pass over n × p numbers, in float64: of c + δ, the mean, c is the part that can be subtracted in less precision. */
export function rowMoments({ rows, columns, data }: Matrix, c: Float64Array, delta: Float64Array): RowMoments {
  const [squaredNorms, along] = [new Float64Array(rows), new Float64Array(rows)];
  for (let i = 0; i < rows; i++) {
    const start = i * columns;
    let square = 0;
    let product = 0;
    for (let j = 0; j < columns; j++) {
      const difference = data[start + j]! - c[j]!;
      const rest = difference - delta[j]!;
      square += rest * rest;
      product += difference * delta[j]!;
    }
    squaredNorms[i] = square;
    along[i] = product;
  }
  return { squaredNorms, along };
}
