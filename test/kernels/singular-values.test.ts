import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { transposed, zeros } from "../../src/kernels/float64-matrix.js";
import { nuclearNorm, singularValues } from "../../src/kernels/singular-values.js";
import { close, closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";
import { planted, spectra } from "./spectra.js";

describe.each(Object.entries(spectra))("singular values of spectrum %s", (_, value) => {
  test.each([
    [1, 1],
    [1, 7],
    [2, 2],
    [3, 2],
    [7, 7],
    [16, 9],
    [9, 40],
    // Around the width of the band, twice of it, and the rows and terms that products take at a time.
    [19, 19],
    [21, 20],
    [39, 42],
    [41, 40],
    [31, 31],
    [33, 32],
    [65, 64],
    [70, 20],
    [95, 97],
    [129, 150],
    [257, 255],
    [40, 600],
  ])("planted in a %i × %i matrix are found to rounding errors of the largest", (rows, columns) => {
    const values = Array.from({ length: Math.min(rows, columns) }, (_, k) => value(k)).sort((a, b) => b - a);
    const a = planted(rows, columns, values);
    const largest = values[0] ?? 0;
    // What the reflections that planted them have rounded, in numbers that may be as small as they get.
    const rounding = 3e-14 * largest + 1e-322;
    const found = singularValues(a);
    for (const [k, value] of found.entries()) expect(Math.abs(value - (values[k] ?? 0))).toBeLessThan(rounding);
    expect(nuclearNorm(a)).toBe(found.reduce((total, value) => total + value, 0));
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

  test.each([512, 777, 1024, 1100])("of gaussian matrices of %i rows keep the sum of squares", (n) => {
    const a = gaussian(n, n + 3, n);
    const squares = (values: Float64Array) => values.reduce((total, value) => total + value * value, 0);
    close(squares(singularValues(a)), squares(a.data), 1e-13);
  });

  test("of one huge entry among small ones are that entry and the rest", () => {
    const a = build(40, 40, (i, j) => (i === j ? (i === 20 ? 1e150 : 1e-150) : 0));
    expect(singularValues(a)[0]).toBe(1e150);
    expect(singularValues(a)[1]).toBeLessThan(1e135);
  });

  test.each([26, 30, 100, 300])("of two diagonals of %i rows that rise by 40 orders of magnitude are found", (n) => {
    // On the way down a bulge is a tiny share of what is tiny already, and grows again.
    const a = build(n, n, (i, j) => (j === i || j === i + 1 ? 10 ** (-40 * (1 - j / n)) : 0));
    const squares = (values: Float64Array) => values.reduce((total, value) => total + value * value, 0);
    close(squares(singularValues(a)), squares(a.data), 1e-14);
  });

  test("are not misled by a row whose squares vanish", () => {
    const a = build(3, 3, (i, j) => (i === 0 ? 1e-162 * (j + 1) : i === j ? 1 : 0.5));
    closeAll(
      singularValues(a),
      singularValues({ ...a, data: a.data.map((value) => (value < 1e-100 ? 0 : value)) }),
      1e-15,
    );
  });

  test.each([Number.NaN, Infinity])("of a matrix with %d in it are refused", (value) => {
    expect(() => nuclearNorm(build(2, 2, (i) => (i === 0 ? value : 1)))).toThrow(RangeError);
  });

  test("leave the matrix as it was", () => {
    const a = gaussian(4, 4, 1);
    const first = at(a, 0, 0);
    singularValues(a);
    expect(at(a, 0, 0)).toBe(first);
  });
});
