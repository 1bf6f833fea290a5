import { describe, expect, test } from "vitest";
import { ROWS_AT_ONCE, rowAlignments, signedRows } from "../../src/kernels/row-alignments.js";
import { close } from "../support/close.js";
import { at, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

describe.each([1, 7, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 230])("rowAlignments of n = %d", (n) => {
  const factors = [gaussian(n, 2, 1), gaussian(n, 5, 3), gaussian(n, 1, 5)];
  const whole = factors.map((factor) => naiveProduct(signedRows(factor, 0, n), naiveTransposed(factor)));
  const { products, cubes } = rowAlignments(factors);

  test("sums the products of every two matrices over each row", () => {
    expect([products.rows, products.columns]).toEqual([n, 9]);
    for (const i of [0, Math.floor(n / 2), n - 1])
      for (const [k, a] of whole.entries())
        for (const [l, b] of whole.entries()) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += at(a, i, j) * at(b, i, j);
          close(at(products, i, 3 * k + l), sum, 1e-9);
        }
  });

  test("sums the cubes of each matrix over each row", () => {
    for (const i of [0, n - 1])
      for (const [k, a] of whole.entries()) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += at(a, i, j) ** 3;
        close(at(cubes, i, k), sum, 1e-9);
      }
  });
});

test("rowAlignments takes a float32 factor for the same numbers in float64", () => {
  const narrow = { rows: 20, columns: 3, data: Float32Array.from(gaussian(20, 3, 9).data) };
  expect(rowAlignments([narrow])).toEqual(rowAlignments([{ ...narrow, data: Float64Array.from(narrow.data) }]));
});

test("signedRows copies rows with the last column's sign turned", () => {
  const factor = { rows: 3, columns: 2, data: Float64Array.of(1, 2, 3, 4, 5, 6) };
  expect(signedRows(factor, 1, 2)).toEqual({ rows: 2, columns: 2, data: Float64Array.of(3, -4, 5, -6) });
  expect(factor.data[3]).toBe(4);
});
