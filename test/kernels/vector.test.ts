import { expect, test } from "vitest";
import {
  addScaledAt,
  dot,
  dotAt,
  largestMagnitude,
  rowDots,
  scaled,
  strided,
  sum,
  sumOfCubes,
  unitScale,
  zipWith,
} from "../../src/kernels/vector.js";

const a = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
const b = Float64Array.of(7, 6, 5, 4, 3, 2, -1);

test("dot sums the products of all entries, whatever their number", () => {
  for (let length = 0; length <= a.length; length++) {
    const expected = [...a].slice(0, length).reduce((total, value, i) => total + value * (b[i] ?? 0), 0);
    expect(dot(a.slice(0, length), b)).toBe(expected);
  }
});

test("dotAt starts where it is told", () => {
  expect(dotAt(a, 1, b, 4, 3)).toBe(2 * 3 + 3 * 2 + 4 * -1);
});

test("addScaledAt changes what it is told and nothing else", () => {
  const y = Float64Array.of(1, 1, 1, 1);
  addScaledAt(y, 1, 10, a, 2, 2);
  expect(y).toEqual(Float64Array.of(1, 31, 41, 1));
});

test("sums", () => {
  expect(sum(a)).toBe(28);
  expect(sumOfCubes(Float64Array.of(1, -2, 3))).toBe(20);
  expect(largestMagnitude(Float64Array.of(1, -9, 3))).toBe(9);
});

test("zipWith combines entries of the same index", () => {
  expect(zipWith((left, right) => left - right, a, b)).toEqual(Float64Array.of(-6, -4, -2, 0, 2, 4, 8));
});

test("rowDots multiplies row by row", () => {
  const x = { rows: 2, columns: 2, data: Float64Array.of(1, 2, 3, 4) };
  expect(rowDots(x, { ...x, data: Float64Array.of(1, 1, 0, 2) })).toEqual(Float64Array.of(3, 8));
});

test("scaled multiplies every entry", () => {
  expect(scaled({ rows: 1, columns: 2, data: Float64Array.of(1, -2) }, 3).data).toEqual(Float64Array.of(3, -6));
});

test.each([1, 1.99, 2, 1e-300, 5e-324, 1.7e308])("unitScale brings %d near 1 by a power of two", (largest) => {
  const scale = unitScale(largest);
  expect(Number.isInteger(Math.log2(scale))).toBe(true);
  expect(scale).toBeLessThan(Infinity);
  expect(largest * scale).toBeLessThan(2);
  if (largest > 1e-308) expect(largest * scale).toBeGreaterThanOrEqual(1);
});

test("strided takes every step-th entry", () => {
  expect(strided(Float64Array.of(0, 1, 2, 3, 4, 5, 6), 1, 3)).toEqual(Float64Array.of(1, 4));
  expect(strided(Float64Array.of(0, 1, 2, 3, 4, 5), 0, 3)).toEqual(Float64Array.of(0, 3));
});
