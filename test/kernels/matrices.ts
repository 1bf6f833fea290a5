import { uniformInt } from "pure-rand/distribution/uniformInt";
import { mersenne } from "pure-rand/generator/mersenne";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import type { Matrix } from "../../src/kernels/matrix.js";

/** A matrix of independent standard normal numbers, the same for the same seed. */
export function gaussian(rows: number, columns: number, seed: number): Float64Matrix {
  const generator = mersenne(seed);
  const uniform = () => (uniformInt(generator, 0, 2 ** 32 - 1) + 0.5) / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return { rows, columns, data: Float64Array.from({ length: rows * columns }, normal) };
}

/** The matrix whose element (i, j) is `entry(i, j)`. */
export function build(rows: number, columns: number, entry: (i: number, j: number) => number): Float64Matrix {
  const data = Float64Array.from({ length: rows * columns }, (_, at) => entry(Math.floor(at / columns), at % columns));
  return { rows, columns, data };
}

/** Element (i, j) of a matrix, which must have it. */
export function at({ data, rows, columns }: Matrix, i: number, j: number): number {
  const value = data[i * columns + j];
  if (value === undefined || i >= rows || j >= columns) throw new RangeError(`no element ${i}, ${j}`);
  return value;
}

/** AB by its definition. */
export function naiveProduct(a: Matrix, b: Matrix): Float64Matrix {
  return build(a.rows, b.columns, (i, j) => {
    let total = 0;
    for (let k = 0; k < a.columns; k++) total += at(a, i, k) * at(b, k, j);
    return total;
  });
}

/** A' by its definition. */
export function naiveTransposed(a: Matrix): Float64Matrix {
  return build(a.columns, a.rows, (i, j) => at(a, j, i));
}

/** A p × p orthogonal matrix without zeros: two random reflections, and their product's sign by the seed's parity. */
export function orthogonal(size: number, seed: number): Float64Matrix {
  const reflection = (v: Float64Matrix) => {
    const squared = v.data.reduce((total, value) => total + value * value, 0);
    return build(size, size, (i, j) => Number(i === j) - (2 * at(v, i, 0) * at(v, j, 0)) / squared);
  };
  const [first, second] = [reflection(gaussian(size, 1, 2 * seed)), reflection(gaussian(size, 1, 2 * seed + 1))];
  return seed % 2 === 0 ? naiveProduct(first, second) : first;
}
