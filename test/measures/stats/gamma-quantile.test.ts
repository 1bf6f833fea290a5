import { describe, expect, test } from "vitest";
import { gammaTails, gammaTailsAtExcess } from "../../../src/measures/stats/gamma.js";
import { gammaExcessQuantile, gammaQuantile } from "../../../src/measures/stats/gamma-quantile.js";
import { close } from "../../support/close.js";
import { special } from "./special.js";

describe("quantiles of the gamma distribution", () => {
  test.each(special.gammaQuantile)("of shape $shape at $p is $value", ({ shape, p, value }) => {
    close(gammaQuantile(shape, p), value, 1e-12);
  });

  test.each([0.05, 0.3, 1, 7, 400, 9e4, 1e6, 1e18])("invert the tails, shape %d", (shape) => {
    for (const p of [1e-6, 0.05, 0.49, 0.51, 0.95, 0.9999]) {
      const tails =
        shape < 10
          ? gammaTails(shape, gammaQuantile(shape, p))
          : gammaTailsAtExcess(shape, gammaExcessQuantile(shape, p));
      close(tails.lower, p, 1e-11);
    }
  });

  test("less the shape are the excess", () => {
    close(gammaExcessQuantile(5, 0.2), gammaQuantile(5, 0.2) - 5, 1e-14);
  });

  test("are 0 where they are smaller than any number", () => {
    expect(gammaQuantile(1e-5, 0.5)).toBe(0);
    expect(gammaExcessQuantile(1e-5, 0.95)).toBe(-1e-5);
  });

  test("refuse what is no probability and no shape", () => {
    for (const p of [0, 1, Number.NaN]) {
      expect(() => gammaQuantile(1, p)).toThrow(`gammaQuantile: p is ${p}, expected a number between 0 and 1`);
    }
    expect(() => gammaExcessQuantile(-1, 0.5)).toThrow("gammaExcessQuantile: shape is -1");
  });
});
