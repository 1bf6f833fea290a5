import { describe, expect, test } from "vitest";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { orthogonalRows } from "../../src/kernels/orthogonal-rows.js";
import { gram, product } from "../../src/kernels/products.js";
import { singularValues } from "../../src/kernels/singular-values.js";
import { closeAll } from "../support/close.js";
import { at, build, gaussian, naiveProduct, naiveTransposed, orthogonal } from "./matrices.js";
import { planted, spectra } from "./spectra.js";

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

const rotatedAxes = orthogonal(6, 1);
const { "numbers without a full mantissa": _, ...normal } = spectra;

describe.each(Object.entries(normal))("orthogonal rows of spectrum %s", (_, value) => {
  test.each([
    [40, 60],
    [60, 40],
    [130, 130],
  ])("planted in a %i × %i matrix are as long as planted, and orthogonal", (rows, columns) => {
    const values = Array.from({ length: Math.min(rows, columns) }, (_, k) => value(k)).sort((a, b) => b - a);
    const b = planted(rows, columns, values);
    const { rotated, rotation, lengths } = orthogonalRows(b);
    const rounding = 3e-14 * Math.max(...values);
    const expectNear = (found: Float64Array, expected: ArrayLike<number>) => {
      for (const [k, entry] of found.entries()) expect(Math.abs(entry - (expected[k] ?? 0))).toBeLessThan(rounding);
    };
    closeAll(gram(rotation).data, build(rows, rows, (i, j) => Number(i === j)).data, 3e-14);
    expectNear(product(rotation, b).data, rotated.data);
    expectNear(lengths.slice().sort().reverse(), values);
    expectOrthogonal(rotated, lengths);
  });
});

/** Fails where the cosine of two rows is more than rounding, of the longest row beside the longer of the two. */
function expectOrthogonal(rotated: Float64Matrix, lengths: Float64Array): void {
  const products = gram(rotated);
  const largest = Math.max(...lengths);
  for (const [i, here] of lengths.entries()) {
    for (const [j, there] of lengths.subarray(0, i).entries()) {
      if (Math.min(here, there) < 1e-12 * largest) continue;
      expect(Math.abs(at(products, i, j))).toBeLessThan(1e-13 * here * there + 1e-15 * largest * Math.min(here, there));
    }
  }
}

test("of small singular values a hundred times apart the vectors are found to the rounding of the matrix", () => {
  // B = diag(10^-2k) times a rotation: the left singular vectors are the coordinate axes.
  const b = build(4, 6, (i, j) => 100 ** -i * (rotatedAxes.data[i * 6 + j] ?? 0));
  const { rotation, lengths } = orthogonalRows(b);
  closeAll(lengths, [1, 1e-2, 1e-4, 1e-6], 1e-15);
  closeAll(rotation.data.map(Math.abs), build(4, 4, (i, j) => Number(i === j)).data, 1e-14);
});

test("a value that is not finite is refused", () => {
  expect(() => orthogonalRows(build(2, 3, () => Number.NaN))).toThrow(RangeError);
});
