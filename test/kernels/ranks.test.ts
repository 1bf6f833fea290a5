import fc from "fast-check";
import { expect, test } from "vitest";
import { ranked } from "../../src/kernels/ranks.js";
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
        expect([...ranked(Float64Array.from(values)).ranks]).toEqual(bruteForce(values));
      },
    ),
    { numRuns: 300, seed: 1 },
  );
});

test.each([1, 2, 255, 256, 257, 1100])("of %i numbers, coarse ones with ties", (n) => {
  const values = gaussian(n, 1, n).data.map((value) => Math.round(10 * value));
  expect([...ranked(values).ranks]).toEqual(bruteForce([...values]));
});

test("of float32 numbers are those of the same numbers in float64", () => {
  const values = Float32Array.from(gaussian(1000, 1, 1).data);
  expect(ranked(values).ranks).toEqual(ranked(Float64Array.from(values)).ranks);
});

test("of a million numbers are those of a sort", () => {
  const values = gaussian(1_000_000, 1, 1).data;
  const order = Array.from(values.keys()).sort((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const found = ranked(values).ranks;
  expect(order.every((at, i) => found[at] === i + 1)).toBe(true);
});

test("of nothing are nothing", () => {
  expect(ranked(new Float64Array()).ranks).toEqual(new Float64Array());
});

test("leave the numbers as they were", () => {
  const values = Float64Array.of(3, 1, 2);
  ranked(values).ranks;
  expect([...values]).toEqual([3, 1, 2]);
});

test("tie what is no further from the next than asked, and no more", () => {
  expect(ranked(Float64Array.of(0.3, 0.1 + 0.2, 1), 1e-12).ranks).toEqual(Float64Array.of(1.5, 1.5, 3));
  expect(ranked(Float64Array.of(0.3, 0.3 + 1e-11, 1), 1e-12).ranks).toEqual(Float64Array.of(1, 2, 3));
  expect(ranked(Float64Array.of(3, 1, 2, 9), 1).ranks).toEqual(Float64Array.of(2, 2, 2, 4));
});

test("come with the places of the numbers in their order, equal ones as they stood", () => {
  expect(ranked(Float64Array.of(2, -1, 2, 0, -0)).order).toEqual(Uint32Array.of(1, 3, 4, 0, 2));
});
