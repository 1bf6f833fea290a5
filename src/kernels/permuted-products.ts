import type { Float64Matrix } from "./float64-matrix.js";

/** ⟨A, PBP'⟩ for each of the n! row permutations P of two n × n matrices, the identity among them. */
export function permutedProducts(a: Float64Matrix, b: Float64Matrix): Float64Array {
  return Float64Array.from(permutations(a.rows), (order) => {
    let total = 0;
    order.forEach((row, i) => {
      order.forEach((column, j) => {
        total += a.data[i * a.columns + j]! * b.data[row * b.columns + column]!;
      });
    });
    return total;
  });
}

/** Every order of 0 … n − 1, by inserting the last one everywhere. */
function permutations(n: number): readonly (readonly number[])[] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]),
  );
}
