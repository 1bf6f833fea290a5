import fc from "fast-check";
import { expect, test } from "vitest";
import { ranks } from "../../src/kernels/ranks.js";
import { gaussian } from "./matrices.js";

/** One more than how many are smaller, and half of how many others are equal. */
function bruteForce(values: readonly number[]): number[] {
  return values.map((value) => {
    const smaller = values.filter((other) => other < value).length;
    return smaller + (values.filter((other) => other === value).length + 1) / 2;
  });
}

test("are what their definition says, for any numbers", () => {
  const number = fc.double({ noNaN: true });
  fc.assert(
    fc.property(
      fc.array(fc.oneof(number, fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 5e-324, -5e-324))),
      (values) => {
        expect([...ranks(Float64Array.from(values))]).toEqual(bruteForce(values));
      },
    ),
    { numRuns: 300, seed: 1 },
  );
});

test.each([1, 2, 255, 256, 257, 1100])("of %i numbers, coarse ones with ties", (n) => {
  const values = gaussian(n, 1, n).data.map((value) => Math.round(10 * value));
  expect([...ranks(values)]).toEqual(bruteForce([...values]));
});

test("of float32 numbers are those of the same numbers in float64", () => {
  const values = Float32Array.from(gaussian(1000, 1, 1).data);
  expect(ranks(values)).toEqual(ranks(Float64Array.from(values)));
});

test("of a million numbers are those of a sort", () => {
  const values = gaussian(1_000_000, 1, 1).data;
  const order = Array.from(values.keys()).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = ranks(values);
  expect(order.every((at, i) => found[at] === i + 1)).toBe(true);
});

test("of nothing are nothing", () => {
  expect(ranks(new Float64Array())).toEqual(new Float64Array());
});

test("leave the numbers as they were", () => {
  const values = Float64Array.of(3, 1, 2);
  ranks(values);
  expect([...values]).toEqual([3, 1, 2]);
});
