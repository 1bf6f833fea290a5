import { type Float64Matrix, mirrored, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { pairsOfRows } from "./streamed-products.js";

/**
 * The squared Euclidean distances of all pairs of rows, n × n from n × p, the diagonal zero.
 *
 * Difference by difference, in float64: each is right to about p·10⁻¹⁶ of itself, however far from the origin the rows lie
 * and however near each other. Half as much work again as the Gram matrix.
 *
 * @example
 * squaredDistances({ rows: 2, columns: 2, data: Float64Array.of(1, 1, 4, 5) }).data; // => Float64Array.of(0, 25, 25, 0)
 */
export function squaredDistances(x: Matrix): Float64Matrix {
  return mirrored(pairsOfRows({ type: Float64Array, add: "add_squared_distances" }, x));
}

/**
 * The squared distances k_ii + k_jj − 2k_ij that a symmetric n × n matrix K of inner products implies.
 *
 * Each carries the rounding errors of k_ii and k_jj, about 10⁻¹⁶ of their sum beside those of K itself: of examples much
 * nearer to each other than to the origin few digits remain, and none where they coincide, so that zero may come out a
 * little below it. Where there are rows, `squaredDistances` loses none.
 *
 * @example
 * const gram = { rows: 2, columns: 2, data: Float64Array.of(2, 9, 9, 41) };
 * gramDistances(gram).data; // => Float64Array.of(0, 25, 25, 0)
 */
export function gramDistances({ rows: n, data: gram }: Float64Matrix): Float64Matrix {
  const result = zeros(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const product = gram[i * n + j]!;
      // In two differences: where both examples are the same, each is exactly zero.
      result.data[i * n + j] = gram[i * n + i]! - product + (gram[j * n + j]! - product);
    }
  }
  return result;
}
