import { describe, expect, test } from "vitest";
import { innerProducts } from "../../src/kernels/inner-products.js";
import type { Matrix } from "../../src/kernels/matrix.js";
import { closeAll } from "../support/close.js";
import { build, gaussian } from "./matrices.js";

const single = (x: Matrix) => ({ ...x, data: Float32Array.from(x.data) });

function bruteForce(xs: readonly Matrix[], ys: readonly Matrix[]): Float64Array {
  return build(xs.length, ys.length, (i, j) => {
    let total = 0;
    for (const [at, value] of (xs[i]?.data ?? []).entries()) total += value * (ys[j]?.data[at] ?? 0);
    return total;
  }).data;
}

describe.each([
  [1, 1],
  [7, 3],
  [160, 160],
  [161, 320],
])("of matrices of %i × %i", (rows, columns) => {
  const xs = [1, 2, 3].map((seed) => gaussian(rows, columns, seed));
  const ys = [4, 5].map((seed) => gaussian(rows, columns, seed));

  test("are sums of products of their entries", () => {
    closeAll(innerProducts(xs, ys).data, bruteForce(xs, ys), 1e-13);
    closeAll(innerProducts(xs).data, bruteForce(xs, xs), 1e-13);
  });

  test("in float32 too", () => {
    const [singles, others] = [xs.map(single), ys.map(single)];
    closeAll(innerProducts(singles).data, bruteForce(singles, singles), 1e-6);
    // Products with other matrices cancel: their errors are of the size of their terms.
    const scale = rows * columns;
    closeAll([...innerProducts(singles, others).data, scale], [...bruteForce(singles, others), scale], 1e-6);
  });
});

test("without a second list they are symmetric to the bit", () => {
  const { data } = innerProducts([1, 2, 3].map((seed) => gaussian(170, 170, seed)));
  expect([data[1], data[2], data[5]]).toEqual([data[3], data[6], data[7]]);
});

test("of none are none", () => {
  expect(innerProducts([])).toEqual({ rows: 0, columns: 0, data: new Float64Array() });
});

test("matrices of different shapes have none", () => {
  expect(() => innerProducts([gaussian(2, 3, 1), gaussian(3, 2, 1)])).toThrow("2 × 3 and 3 × 2");
});
