import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile } from "../../../src/measures/stats/normal.js";
import { pearson3Quantile, pearson3Upper } from "../../../src/measures/stats/pearson3.js";
import { close } from "../../support/close.js";
import { special } from "./special.js";

describe("the Pearson III distribution", () => {
  test.each(special.pearson3)("of skewness $skewness has $upper above $z", ({ skewness, z, upper }) => {
    close(pearson3Upper(z, skewness), upper, 1e-12);
  });

  test.each(special.pearson3Quantile)("of skewness $skewness has $value at $p", ({ skewness, p, value }) => {
    close(pearson3Quantile(p, skewness), value, 1e-11);
  });

  test("of no skewness is the normal one, and near it nearly so", () => {
    for (const z of [-3, 0, 0.7, 4]) {
      expect(pearson3Upper(z, 0)).toBe(normalCdf(-z));
      // To first order in γ: γ/6·(z² − 1)·φ(z).
      for (const skewness of [2e-9, -2e-9]) close(pearson3Upper(z, skewness), normalCdf(-z), 1e-7);
    }
    expect(pearson3Quantile(0.95, 0)).toBe(normalQuantile(0.95));
    close(pearson3Quantile(0.95, 1e-6), normalQuantile(0.95) + (1e-6 / 6) * (normalQuantile(0.95) ** 2 - 1), 1e-12);
  });

  test("of opposite skewness is its mirror image", () => {
    for (const skewness of [1e-7, 0.3, 5]) {
      close(pearson3Upper(0.4, -skewness), 1 - pearson3Upper(-0.4, skewness), 1e-12);
      close(pearson3Quantile(0.95, -skewness), -pearson3Quantile(0.05, skewness), 1e-12);
    }
  });

  test("has an end beyond which there is nothing, at −2/γ", () => {
    expect(pearson3Upper(-1.01, 2)).toBe(1);
    expect(pearson3Upper(1.01, -2)).toBe(0);
  });

  test("quantiles invert the tail for every skewness", () => {
    for (const skewness of [-3, -2, -0.01, -1e-6, 1e-8, 1e-4, 0.5, 3, 15]) {
      close(pearson3Upper(pearson3Quantile(0.95, skewness), skewness), 0.05, 1e-8);
    }
  });

  test("refuses a skewness or a number that is none", () => {
    expect(() => pearson3Upper(0, Number.NaN)).toThrow("pearson3Upper: skewness is NaN, expected a finite number");
    expect(() => pearson3Quantile(0.5, Infinity)).toThrow(RangeError);
    expect(() => pearson3Upper(Number.NaN, 1)).toThrow("pearson3Upper: z is NaN, expected a number");
  });
});
