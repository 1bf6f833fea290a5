import { expect, test } from "vitest";
import { inverseFactor } from "../../src/kernels/inverse-factor.js";
import { product, rowProducts, scatter } from "../../src/kernels/products.js";
import { closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";

test.each([1, 2, 31, 32, 33, 65, 200])(
  "of %i rows it is lower triangular and takes the matrix to the identity",
  (n) => {
    const g = scatter(gaussian(3 * n, n, 1));
    const w = inverseFactor(g) ?? expect.fail("not positive definite");
    closeAll(rowProducts(product(w, g), w).data, build(n, n, (i, j) => Number(i === j)).data, 1e-13);
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) expect(at(w, i, j)).toBe(0);
  },
);

test("reads nothing right of the diagonal", () => {
  const g = scatter(gaussian(120, 40, 1));
  const lower = build(40, 40, (i, j) => (j > i ? Number.NaN : at(g, i, j)));
  expect(inverseFactor(lower)).toEqual(inverseFactor(g));
});

test.each([2, 50])("of %i rows that are not independent there is none", (n) => {
  expect(inverseFactor(build(n, n, (i, j) => (i + 1) * (j + 1)))).toBeNull();
  expect(inverseFactor(build(n, n, (i, j) => (i === j ? (i < n - 1 ? 1 : -1) : 0)))).toBeNull();
});
