import { expect, test } from "vitest";
import { lowerFactor } from "../../src/kernels/lower-factor.js";
import { gram } from "../../src/kernels/products.js";
import { closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";

test.each([
  [1, 1],
  [1, 6],
  [5, 5],
  [6, 40],
  [31, 31],
  [33, 70],
  [64, 65],
  [97, 300],
])("of %i × %i it is lower triangular and has the same Gram matrix", (rows, columns) => {
  const x = gaussian(rows, columns, 1);
  const factor = lowerFactor(x);
  closeAll(gram(factor).data, gram(x).data, 3e-15);
  for (let i = 0; i < rows; i++) for (let j = i + 1; j < rows; j++) expect(at(factor, i, j)).toBe(0);
});

test("equal rows and zero rows are no obstacle", () => {
  const x = build(4, 6, (i, j) => (i === 2 ? 0 : j + 1));
  closeAll(gram(lowerFactor(x)).data, gram(x).data, 1e-14);
});
