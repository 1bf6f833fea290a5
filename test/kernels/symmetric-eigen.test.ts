import { describe, expect, test } from "vitest";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { gram, product, scatter } from "../../src/kernels/products.js";
import { symmetricEigen } from "../../src/kernels/symmetric-eigen.js";
import { closeAll } from "../support/close.js";
import { build, gaussian } from "./matrices.js";
import { plantedSymmetric, spectra } from "./spectra.js";

const identity = (n: number) => build(n, n, (i, j) => Number(i === j));

/** Fails unless the rows are orthonormal and put the matrix together again, up to a relative error. */
function checkDecomposition(a: Float64Matrix, relative: number): Float64Array {
  const { values, vectors } = symmetricEigen(a);
  closeAll(gram(vectors).data, identity(a.rows).data, relative);
  const weighted = build(a.rows, a.rows, (i, j) => (values[i] ?? 0) * (vectors.data[i * a.rows + j] ?? 0));
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const { data } = product({ ...vectors, data: transposedData(vectors) }, weighted);
  for (const [at, value] of data.entries())
    expect(Math.abs(value - (a.data[at] ?? 0))).toBeLessThanOrEqual(relative * largest + 1e-322);
  expect(values).toEqual(values.slice().sort().reverse());
  return values;
}

function transposedData({ rows: n, data }: Float64Matrix): Float64Array {
  return data.map((_, at) => data[(at % n) * n + Math.floor(at / n)] ?? 0);
}

describe.each(Object.entries(spectra))("eigenvalues of spectrum %s", (_, value) => {
  test.each([1, 2, 3, 7, 31, 32, 33, 65, 97])("planted in %i rows are found, both signs", (n) => {
    const values = Array.from({ length: n }, (_, k) => (k % 3 === 1 ? -value(k) : value(k))).sort((a, b) => b - a);
    const found = checkDecomposition(plantedSymmetric(values), 3e-14);
    const largest = Math.max(...values.map(Math.abs));
    for (const [k, v] of found.entries()) expect(Math.abs(v - (values[k] ?? 0))).toBeLessThan(3e-14 * largest + 1e-322);
  });
});

describe("symmetricEigen", () => {
  test.each([64, 129, 258, 515])("takes gaussian matrices of %i rows apart", (n) => {
    const x = gaussian(n, n, n);
    checkDecomposition(
      build(n, n, (i, j) => ((x.data[i * n + j] ?? 0) + (x.data[j * n + i] ?? 0)) / 2),
      2e-14,
    );
  });

  test("finds no eigenvalue of X'X below zero by more than rounding", () => {
    const { values } = symmetricEigen(scatter(gaussian(40, 90, 1)));
    expect(values.at(-1)).toBeGreaterThan(-1e-14 * (values[0] ?? 0));
    expect(values.filter((value) => value > 1e-12)).toHaveLength(40);
  });

  test("of the second difference matrix has the closed form 2 − 2cos(kπ/(n+1))", () => {
    const n = 101;
    const a = build(n, n, (i, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0));
    const expected = Array.from({ length: n }, (_, k) => 2 + 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)));
    closeAll(symmetricEigen(a).values, expected, 1e-14);
  });

  test("of zeros has some orthonormal vectors", () => {
    const { values, vectors } = symmetricEigen(build(5, 5, () => 0));
    expect(values).toEqual(new Float64Array(5));
    closeAll(gram(vectors).data, identity(5).data, 1e-15);
  });

  test("reads nothing left of the diagonal, and leaves the matrix as it was", () => {
    const a = build(40, 40, (i, j) => (j < i ? -7 : i + j * j));
    const before = a.data.slice();
    const whole = build(40, 40, (i, j) => Math.min(i, j) + Math.max(i, j) ** 2);
    closeAll(symmetricEigen(a).values, symmetricEigen(whole).values, 1e-13);
    expect(a.data).toEqual(before);
  });

  test.each([Number.NaN, -Infinity])("of a matrix with %d in it is refused", (value) => {
    expect(() => symmetricEigen(build(2, 2, () => value))).toThrow(RangeError);
  });
});
