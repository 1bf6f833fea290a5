import { expect, test } from "vitest";
import { bidiagonal } from "../../src/kernels/bidiagonal.js";
import { close } from "../support/close.js";
import { gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

const squares = (values: Float64Array) => values.reduce((total, value) => total + value * value, 0);

test.each([
  [1, 1],
  [1, 4],
  [2, 2],
  [5, 8],
  [9, 9],
])("of %i × %i it keeps the sums of the second and fourth powers of the singular values", (rows, columns) => {
  const a = gaussian(rows, columns, 1);
  const { diagonal, beside } = bidiagonal(a);
  expect([diagonal.length, beside.length]).toEqual([rows, rows - 1]);
  close(squares(diagonal) + squares(beside), squares(a.data), 1e-14);
  // Of BB', which is tridiagonal.
  const fourth = Array.from(diagonal).reduce((total, d, i) => {
    const [before, after] = [beside[i - 1] ?? 0, beside[i] ?? 0];
    return total + (d * d + before * before) ** 2 + 2 * (d * after) ** 2;
  }, 0);
  close(fourth, squares(naiveProduct(a, naiveTransposed(a)).data), 1e-13);
});
