import { largestOfRows } from "./largest-of-rows.js";
import type { Matrix } from "./matrix.js";
import { gram } from "./products.js";

/** Of each of n rows the k others with which it has the largest products. */
export interface LargestProducts {
  /** n × k rows, the largest product first, of equal ones the lower row first. */
  readonly rows: Uint32Array;
  /** Their products. */
  readonly products: Float64Array;
}

/**
 * @param x - n × p.
 * @param k - at most n − 1.
 * @example
 * largestProducts({ rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) }, 1).rows; // => Uint32Array.of(2, 2, 1)
 */
export function largestProducts(x: Matrix, k: number): LargestProducts {
  const products = gram(x);
  const rows = largestOfRows(products, k, true);
  return { rows, products: Float64Array.from(rows, (j, at) => products.data[Math.floor(at / k) * x.rows + j]!) };
}
