import { expect, test } from "vitest";
import { mean, total } from "../../src/kernels/mean.js";

test.each([
  [[1, 2, 6], 9, 3],
  [Float64Array.of(-1, 1), 0, 0],
  [Int32Array.of(5), 5, 5],
])("total and mean of %j", (values, sum, middle) => {
  expect(total(values)).toBe(sum);
  expect(mean(values)).toBe(middle);
});

test("of none the total is 0, and there is no mean", () => {
  expect(total([])).toBe(0);
  expect(mean([])).toBeNaN();
});
