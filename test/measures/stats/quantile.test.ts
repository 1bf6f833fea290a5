import { expect, test } from "vitest";
import { quantile } from "../../../src/measures/stats/quantile.js";

test("the quantile interpolates linearly between order statistics", () => {
  const sample = Float64Array.of(30, 10, 20, 50, 40);
  expect(quantile(sample, 0)).toBe(10);
  expect(quantile(sample, 0.5)).toBe(30);
  expect(quantile(sample, 0.6)).toBe(34);
  expect(quantile(sample, 1)).toBe(50);
});

test("the quantile of one value is that value", () => expect(quantile(Float64Array.of(7), 0.95)).toBe(7));

test("the sample stays in its order", () => {
  const sample = Float64Array.of(3, 1, 2);
  quantile(sample, 0.5);
  expect([...sample]).toEqual([3, 1, 2]);
});

test("the quantile refuses an empty sample and a probability that is none", () => {
  expect(() => quantile(new Float64Array(0), 0.5)).toThrow("quantile: p is 0.5 of 0 values");
  expect(() => quantile(Float64Array.of(1), 1.5)).toThrow(RangeError);
  expect(() => quantile(Float64Array.of(1), Number.NaN)).toThrow(RangeError);
});
