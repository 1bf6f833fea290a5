import { expect, test } from "vitest";
import { median } from "../../src/kernels/median.js";

test("the median is the middle value, or the mean of the middle two", () => {
  expect(median(Float64Array.of(3, 1, 2))).toBe(2);
  expect(median(Float64Array.of(10, 1, 2, 3))).toBe(2.5);
  expect(median(Float64Array.of(7))).toBe(7);
  expect(() => median(new Float64Array(0))).toThrow("median: no values, expected at least one");
});

test("the median leaves its argument as it was", () => {
  const values = Float64Array.of(3, 1, 2);
  median(values);
  expect(values).toEqual(Float64Array.of(3, 1, 2));
});
