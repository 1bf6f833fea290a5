import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pearson } from "../../../src/measures/stats/pearson.js";
import { close } from "../../support/close.js";

describe("pearson", () => {
  test("is the textbook's", () => {
    // Deviations −1.5, −.5, .5, 1.5 and −1, 1, −1, 1.
    close(pearson([1, 2, 3, 4], [0, 2, 0, 2]), 2 / Math.sqrt(5 * 4), 1e-14);
  });

  test("knows neither offset nor positive scale, and turns its sign with one list", () => {
    const list = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(list, (x) => {
        const y = [3, 1, 4, 1, 5];
        const r = pearson(x, y);
        fc.pre(Number.isFinite(r) && Math.max(...x) - Math.min(...x) > 1e-3);
        expect(
          Math.abs(
            pearson(
              x.map((value) => 10 + 2 * value),
              y,
            ) - r,
          ),
        ).toBeLessThan(1e-9);
        expect(
          pearson(
            x.map((value) => -value),
            y,
          ),
        ).toBe(-r);
        expect(Math.abs(r)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test("is NaN of a constant and refuses lists of two lengths", () => {
    expect(pearson([1, 1], [1, 2])).toBeNaN();
    expect(pearson([], [])).toBeNaN();
    expect(() => pearson([1], [1, 2])).toThrow("pearson: 1 and 2 numbers, expected as many");
  });
});
