import { describe, expect, test } from "vitest";
import { gammaTails, gammaTailsAtExcess } from "../../../src/measures/stats/gamma.js";
import { close } from "../../support/close.js";
import { special } from "./special.js";

describe("tails of the gamma distribution", () => {
  test.each(special.gammaTails)("of shape $shape at $x are $lower and $upper", ({ shape, x, lower, upper }) => {
    const tails = gammaTails(shape, x);
    close(tails.lower, lower, 1e-13);
    close(tails.upper, upper, 1e-13);
  });

  test("of shape 1 are those of the exponential", () => {
    for (const x of [1e-9, 0.1, 1, 1.9, 2.1, 30, 700]) {
      close(gammaTails(1, x).upper, Math.exp(-x), 1e-13);
      close(gammaTails(1, x).lower, -Math.expm1(-x), 1e-13);
    }
  });

  test("sum to 1 on either side of every seam", () => {
    for (const [shape, x] of [
      [0.5, 1.0999],
      [0.5, 1.1001],
      [5, 5.999],
      [5, 6.001],
      [1e5, 1e5],
    ] as const) {
      const { lower, upper } = gammaTails(shape, x);
      close(lower + upper, 1, 1e-14);
    }
  });

  test("at the ends are 0 and 1", () => {
    expect(gammaTails(3, 0)).toEqual({ lower: 0, upper: 1 });
    expect(gammaTails(3, Infinity)).toEqual({ lower: 1, upper: 0 });
    expect(gammaTailsAtExcess(3, -4)).toEqual({ lower: 0, upper: 1 });
    expect(gammaTailsAtExcess(1e18, -Infinity)).toEqual({ lower: 0, upper: 1 });
    expect(gammaTailsAtExcess(1e18, Infinity)).toEqual({ lower: 1, upper: 0 });
  });

  test("take an excess finer than x can hold", () => {
    const [near, far] = [gammaTailsAtExcess(1e18, 1e9), gammaTailsAtExcess(1e18, 1e9 + 10)];
    close(near.upper - far.upper, (10 / 1e9) * (Math.exp(-0.5) / Math.sqrt(2 * Math.PI)), 1e-5);
  });

  test("refuse what is no shape and no number", () => {
    expect(() => gammaTails(0, 1)).toThrow("gammaTails: shape is 0, expected a finite number above 0");
    expect(() => gammaTails(Infinity, 1)).toThrow(RangeError);
    expect(() => gammaTails(1, -1)).toThrow("gammaTails: x is -1, expected a number of at least 0");
    expect(() => gammaTails(1, Number.NaN)).toThrow(RangeError);
    expect(() => gammaTailsAtExcess(1, Number.NaN)).toThrow("gammaTailsAtExcess: excess is NaN, expected a number");
  });
});
