import { expect, test } from "vitest";
import { mirrored, transposed, withoutRow, zeros } from "../../src/kernels/float64-matrix.js";
import { build, gaussian, naiveTransposed } from "./matrices.js";

test("zeros has its shape and nothing in it", () => {
  expect(zeros(2, 3)).toEqual({ rows: 2, columns: 3, data: new Float64Array(6) });
});

test.each([
  [1, 1],
  [1, 5],
  [4, 3],
  [33, 70],
])("transposed swaps rows and columns of a %i × %i matrix", (rows, columns) => {
  const x = gaussian(rows, columns, 1);
  expect(transposed(x)).toEqual(naiveTransposed(x));
});

test.each([1, 2, 31, 32, 33, 70])("mirrored fills in what lies left of the diagonal of %i rows", (n) => {
  const x = build(n, n, (i, j) => (j < i ? Number.NaN : i * n + j));
  expect(mirrored(x)).toEqual(build(n, n, (i, j) => Math.min(i, j) * n + Math.max(i, j)));
});

test("withoutRow leaves one row out, the first and the last too", () => {
  const x = { rows: 3, columns: 2, data: Float64Array.of(1, 2, 3, 4, 5, 6) };
  expect(withoutRow(x, 0)).toEqual({ rows: 2, columns: 2, data: Float64Array.of(3, 4, 5, 6) });
  expect(withoutRow(x, 1).data).toEqual(Float64Array.of(1, 2, 5, 6));
  expect(withoutRow(x, 2).data).toEqual(Float64Array.of(1, 2, 3, 4));
});
