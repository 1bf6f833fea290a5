import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wilson, wilsonOfMean } from "../../../src/measures/stats/wilson.js";
import golden from "../../golden/quantiles.json" with { type: "json" };

describe("wilson", () => {
  test("agrees with 40-digit arithmetic to 1e-13", () => {
    for (const [successes = NaN, n = NaN, lower = NaN, upper = NaN] of golden.wilson) {
      const [low, high] = wilson(successes, n);
      expect(Math.abs(low - lower), `lower end of ${successes} in ${n}`).toBeLessThanOrEqual(1e-13 * lower + 1e-30);
      expect(Math.abs(high - upper), `upper end of ${successes} in ${n}`).toBeLessThanOrEqual(1e-13 * upper);
    }
  });

  test("stays within [0, 1], contains the proportion and mirrors the failures'", () => {
    const counts = fc
      .integer({ min: 1, max: 1e6 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const [low, high] = wilson(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(successes / n);
        expect(high).toBeGreaterThanOrEqual(successes / n);
        expect(high).toBeLessThanOrEqual(1);
        expect(wilson(n - successes, n)[0]).toBeCloseTo(1 - high, 14);
      }),
    );
  });

  test("refuses what is not a count of trials", () => {
    expect(() => wilson(0, 0)).toThrow("wilson: n is 0, expected a positive integer");
    expect(() => wilson(3, 2)).toThrow("wilson: successes is 3, expected an integer in 0…2");
    expect(() => wilson(0.5, 2)).toThrow("wilson: successes is 0.5, expected an integer in 0…2");
  });
});

describe("wilsonOfMean", () => {
  test("is wilson for whole sums, and between them in between", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const [below, sum, above] = [Math.floor(share * n), share * n, Math.ceil(share * n)];
        for (const end of [0, 1] as const) {
          expect(wilsonOfMean(below, n)[end]).toBe(wilson(below, n)[end]);
          expect(wilsonOfMean(sum, n)[end]).toBeGreaterThanOrEqual(wilson(below, n)[end] - 1e-15);
          expect(wilsonOfMean(sum, n)[end]).toBeLessThanOrEqual(wilson(above, n)[end] + 1e-15);
        }
      }),
    );
  });

  test("refuses what no values between 0 and 1 sum to", () => {
    expect(() => wilsonOfMean(0, 0)).toThrow("wilsonOfMean: n is 0, expected a positive integer");
    expect(() => wilsonOfMean(2.5, 2)).toThrow("wilsonOfMean: the sum is 2.5, expected a number in 0…2");
    expect(() => wilsonOfMean(Number.NaN, 2)).toThrow("wilsonOfMean: the sum is NaN, expected a number in 0…2");
  });
});
