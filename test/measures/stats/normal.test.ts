import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile } from "../../../src/measures/stats/normal.js";
import golden from "../../golden/quantiles.json" with { type: "json" };

describe("normalCdf", () => {
  test("agrees with 40-digit arithmetic to 1e-14 in the body and 1e-13 in the tail", () => {
    for (const [x = NaN, p = NaN] of golden.normalCdf) {
      expect(Math.abs(normalCdf(x) / p - 1), `at ${x}`).toBeLessThan(x > -8 ? 1e-14 : 1e-13);
    }
  });

  test("is 0 and 1 at the infinities", () => {
    expect([normalCdf(-Infinity), normalCdf(Infinity)]).toEqual([0, 1]);
  });

  test("refuses NaN", () => {
    expect(() => normalCdf(NaN)).toThrow(new RangeError("normalCdf: x is NaN, expected a number"));
  });
});

describe("normalQuantile", () => {
  test("agrees with 40-digit arithmetic to 1e-14", () => {
    for (const [p = NaN, x = NaN] of golden.normalQuantile) {
      expect(Math.abs(normalQuantile(p) - x), `at ${p}`).toBeLessThanOrEqual(1e-14 * Math.abs(x));
    }
  });

  test("is undone by normalCdf", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-14);
      }),
    );
  });

  test("refuses what is not between 0 and 1", () => {
    for (const p of [0, 1, -0.1, 2, NaN]) {
      expect(() => normalQuantile(p)).toThrow(`normalQuantile: p is ${p}, expected a number between 0 and 1`);
    }
  });
});
