import { describe, expect, test } from "vitest";
import { orthogonalRows } from "../../src/kernels/orthogonal-rows.js";
import { singularValues } from "../../src/kernels/singular-values.js";
import { closeAll } from "../support/close.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

describe.each([
  ["square", gaussian(6, 6, 1)],
  ["wide", gaussian(4, 9, 2)],
  ["tall", gaussian(9, 4, 3)],
  ["graded by ten powers of ten", build(6, 6, (i, j) => at(gaussian(6, 6, 4), i, j) * 100 ** -i)],
  ["with equal rows", build(5, 7, (i, j) => at(gaussian(5, 7, 5), i === 3 ? 1 : i, j))],
])("orthogonal rows of a matrix that is %s", (_, b) => {
  const { rotated, rotation, lengths } = orthogonalRows(b);

  test("come of an orthogonal rotation", () => {
    const unit = build(b.rows, b.rows, (i, j) => Number(i === j));
    closeAll(naiveProduct(rotation, naiveTransposed(rotation)).data, unit.data, 1e-14);
    closeAll(naiveProduct(rotation, b).data, rotated.data, 1e-13);
  });

  test("are orthogonal, and as long as the singular values", () => {
    const products = naiveProduct(rotated, naiveTransposed(rotated));
    for (let i = 0; i < b.rows; i++)
      for (let j = 0; j < i; j++) {
        const [largest, shorter] = [Math.max(...lengths), Math.min(lengths[i] ?? 0, lengths[j] ?? 0)];
        // A row that is nothing but rounding has no direction to be orthogonal in.
        if (shorter > 1e-14 * largest)
          expect(Math.abs(at(products, i, j))).toBeLessThanOrEqual(1e-13 * largest * shorter);
      }
    const values = singularValues(b);
    closeAll(lengths.slice().sort().reverse().subarray(0, values.length), values, 1e-13);
  });
});

test("orthogonal rows of zeros are zeros", () => {
  expect(orthogonalRows(build(2, 3, () => 0)).lengths).toEqual(Float64Array.of(0, 0));
});
