import { type Float64Matrix, zeros } from "./float64-matrix.js";

/** Numbers of either precision. */
type Reals = Float32Array | Float64Array;

/** Σ a_i b_i; of two matrices of one shape, their Frobenius product. */
export function dot(a: Float64Array, b: Float64Array): number {
  return dotAt(a, 0, b, 0, a.length);
}

/** Σ a[i + k] b[j + k] over k < length, in four interleaved sums: shorter chains of additions, smaller rounding. */
export function dotAt(a: Reals, i: number, b: Reals, j: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[i + k]! * b[j + k]!;
    s1 += a[i + k + 1]! * b[j + k + 1]!;
    s2 += a[i + k + 2]! * b[j + k + 2]!;
    s3 += a[i + k + 3]! * b[j + k + 3]!;
  }
  for (; k < length; k++) s0 += a[i + k]! * b[j + k]!;
  return s0 + s1 + (s2 + s3);
}

/** y[j + k] += factor · x[i + k] over k < length. */
export function addScaledAt(y: Reals, j: number, factor: number, x: Reals, i: number, length: number) {
  for (let k = 0; k < length; k++) y[j + k]! += factor * x[i + k]!;
}

// By index, here and below: an iterator takes ten times as long.
export function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** Σ (x_i − centre)² */
export function sumOfSquares(values: Float64Array, centre: number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += (values[i]! - centre) * (values[i]! - centre);
  return total;
}

export function sumOfCubes(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]! * values[i]! * values[i]!;
  return total;
}

export function largestMagnitude(values: Reals): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

/** f of the first entries, of the second ones, …: one value an index. */
export function zipWith(f: (...entries: number[]) => number, ...vectors: readonly Float64Array[]): Float64Array {
  return new Float64Array(vectors[0]!.length).map((_, i) => f(...vectors.map((vector) => vector[i]!)));
}

/** ⟨x_i, y_i⟩ for each row i of two matrices of one shape. */
export function rowDots(x: Float64Matrix, y: Float64Matrix): Float64Array {
  const { rows, columns } = x;
  return new Float64Array(rows).map((_, i) => dotAt(x.data, i * columns, y.data, i * columns, columns));
}

/** factor · X */
export function scaled(x: Float64Matrix, factor: number): Float64Matrix {
  const result = zeros(x.rows, x.columns);
  addScaledAt(result.data, 0, factor, x.data, 0, x.data.length);
  return result;
}

/** The power of two that brings `largest` to between 1 and 2: a scale that changes no digit. */
export function unitScale(largest: number): number {
  return 2 ** -Math.max(-1022, Math.floor(Math.log2(largest)));
}

/** x[first], x[first + step], x[first + 2·step], … */
export function strided(x: Float64Array, first: number, step: number): Float64Array {
  return new Float64Array(Math.ceil((x.length - first) / step)).map((_, i) => x[first + i * step]!);
}
