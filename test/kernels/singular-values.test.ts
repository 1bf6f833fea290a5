import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Float64Matrix, transposed, zeros } from "../../src/kernels/float64-matrix.js";
import { nuclearNorm, singularValues } from "../../src/kernels/singular-values.js";
import { close, closeAll } from "../support/close.js";
import { at, build, gaussian, naiveProduct, orthogonal } from "./matrices.js";

/** A rows × columns matrix with these singular values. */
function planted(rows: number, columns: number, values: readonly number[]): Float64Matrix {
  const diagonal = build(rows, columns, (i, j) => (i === j ? (values[i] ?? 0) : 0));
  return naiveProduct(naiveProduct(orthogonal(rows, 4), diagonal), orthogonal(columns, 6));
}

const spectra: Record<string, (k: number) => number> = {
  "all equal": () => 1,
  "10^-k": (k) => 10 ** -k,
  "2^-k": (k) => 2 ** -k,
  "1/k": (k) => 1 / (k + 1),
  "rank one": (k) => (k === 0 ? 3 : 0),
  "a third of full rank": (k) => (k % 3 === 0 ? 1 + 1 / (k + 1) : 0),
  "two clusters": (k) => (k % 2 === 0 ? 1 : 1e-8),
  "one large value": (k) => (k === 0 ? 1e12 : 1),
};

describe.each(Object.entries(spectra))("singular values of spectrum %s", (_, value) => {
  test.each([
    [1, 1],
    [1, 7],
    [2, 2],
    [3, 2],
    [7, 7],
    [16, 9],
    [9, 40],
    [33, 32],
    [65, 64],
    [70, 20],
    [129, 150],
  ])("planted in a %i × %i matrix are found to rounding errors of the largest", (rows, columns) => {
    const values = Array.from({ length: Math.min(rows, columns) }, (_, k) => value(k)).sort((a, b) => b - a);
    const a = planted(rows, columns, values);
    closeAll(singularValues(a), values, 1e-14);
    close(
      nuclearNorm(a),
      values.reduce((total, s) => total + s, 0),
      2e-14,
    );
  });
});

describe("singularValues", () => {
  test("come the largest first, as many as the shorter side", () => {
    const values = singularValues(gaussian(5, 12, 1));
    expect(values).toHaveLength(5);
    expect(values).toEqual(values.slice().sort().reverse());
  });

  test("of A and A' are the same, for any shape", () => {
    const size = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(size, size, (rows, columns) => {
        const a = gaussian(rows, columns, rows + 100 * columns);
        closeAll(singularValues(a), singularValues(transposed(a)), 1e-14);
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test("of ones have the closed form √(np)", () => {
    close(nuclearNorm(build(30, 17, () => 1)), Math.sqrt(30 * 17), 1e-14);
  });

  test("of the second difference matrix have the closed form 2 − 2cos(kπ/(n+1))", () => {
    const n = 101;
    const a = build(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    const expected = Array.from({ length: n }, (_, k) => 2 + 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    closeAll(singularValues(a), expected, 1e-14);
  });

  test("of a permutation of distinct powers are these powers", () => {
    const a = build(6, 6, (i, j) => (j === (i + 2) % 6 ? 10 ** (-3 * i) : 0));
    closeAll(singularValues(a), [1, 1e-3, 1e-6, 1e-9, 1e-12, 1e-15], 1e-16);
  });

  test("of zeros are zeros", () => {
    expect(singularValues(zeros(3, 5))).toEqual(new Float64Array(3));
  });

  test.each([1e300, 1e-300, 5e-324])("scale with the matrix, to %d", (factor) => {
    const a = build(2, 2, (i, j) => (i === j ? (i + 1) * factor : 0));
    closeAll(singularValues(a), [2 * factor, factor], 1e-15);
  });

  test("leave the matrix as it was", () => {
    const a = gaussian(4, 4, 1);
    const first = at(a, 0, 0);
    singularValues(a);
    expect(at(a, 0, 0)).toBe(first);
  });
});
