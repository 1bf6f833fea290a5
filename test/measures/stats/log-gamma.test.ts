import { describe, expect, test } from "vitest";
import { logGamma, logGammaOnePlus, stirlingCorrection } from "../../../src/measures/stats/log-gamma.js";
import { close } from "../../support/close.js";
import { special } from "./special.js";

describe("logGamma", () => {
  test.each(special.logGamma)("of $x is $value", ({ x, value }) => close(logGamma(x), value, 1e-14));

  test("of integers is the logarithm of a factorial", () => {
    for (let n = 1, factorial = 1; n < 19; factorial *= n, n++) close(logGamma(n), Math.log(factorial), 1e-14);
  });

  test.each([0.5, 1.5, 2.5, 9.999999, 10])("has no seam at %d", (x) => {
    close(logGamma(x * (1 + 1e-13)), logGamma(x * (1 - 1e-13)), 1e-11);
  });

  test.each([0, -1, Number.NaN])("refuses %d", (x) => {
    expect(() => logGamma(x)).toThrow(new RangeError(`logGamma: x is ${x}, expected a number above 0`));
  });
});

test("log Γ(1 + x) keeps the digits of a small x", () => {
  // −γx + π²x²/12 − …
  close(logGammaOnePlus(1e-12), -0.5772156649015329e-12 + (Math.PI ** 2 / 12) * 1e-24, 1e-15);
  for (const x of [0, 0.3, 0.5, 7]) close(logGammaOnePlus(x), logGamma(1 + x), 1e-14);
});

test("Stirling's correction is what the formula lacks", () => {
  const stirling = (x: number) => (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2;
  close(stirlingCorrection(12), logGamma(12) - stirling(12), 1e-11);
});
