import fc from "fast-check";
import { expect, test } from "vitest";
import { kthSmallest } from "../../src/kernels/kth-smallest.js";

test("the k-th smallest is where sorting would put it, ties among them", () => {
  const value = fc.oneof(fc.constantFrom(0, 1, 2), fc.double({ noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), fc.nat(), (values, pick) => {
      const k = 1 + (pick % values.length);
      const sorted = Float64Array.from(values).sort();
      expect(kthSmallest(Float64Array.from(values), values.length, k) + 0).toBe((sorted[k - 1] ?? 0) + 0);
    }),
    { numRuns: 500 },
  );
});

test("what lies after the first n is left out, and ascending, descending and equal values take no longer", () => {
  const n = 100_000;
  expect(kthSmallest(Float64Array.of(3, 2, 1), 2, 1)).toBe(2);
  for (const value of [(i: number) => i, (i: number) => n - i, () => 7]) {
    const values = Float64Array.from({ length: n }, (_, i) => value(i));
    const sorted = values.slice().sort();
    expect(kthSmallest(values, n, 500)).toBe(sorted[499]);
  }
});
