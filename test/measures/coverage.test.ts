import { describe, expect, test } from "vitest";
import { type Setting, simulate } from "../../bench/static-simulation.js";
import { MEASURES } from "../../src/measures/table.js";

const REPETITIONS = 80;
/** A bound is passed by chance once in so many runs of one measure; the seed is fixed, so that it is not twice. */
const RARELY = 1e-4;

const SETTING: Setting = {
  ...{ n: 40, p: 3, q: 4, repetitions: REPETITIONS, structure: "gaussian", measures: ["all"] },
  ...{ batchSize: 16, truthN: 1000, seed: 1 },
};

/** P(X = k) of a binomial variable. */
function binomial(k: number, count: number, share: number): number {
  let logarithm = k * Math.log(share) + (count - k) * Math.log(1 - share);
  for (let i = 1; i <= k; i++) logarithm += Math.log((count - k + i) / i);
  return Math.exp(logarithm);
}

/** The least number that a binomial variable exceeds only rarely. */
function upperBound(share: number): number {
  let [below, k] = [binomial(0, REPETITIONS, share), 0];
  while (1 - below > RARELY) below += binomial(++k, REPETITIONS, share);
  return k;
}

describe("a small simulation", () => {
  const found = simulate(SETTING);

  test("has bounds that can be passed and that can be failed", () => {
    expect(upperBound(0.05)).toBeGreaterThan(4);
    expect(upperBound(0.05)).toBeLessThan(16);
    expect(REPETITIONS - upperBound(0.08)).toBeGreaterThan(0.7 * REPETITIONS);
  });

  test.each(Object.keys(MEASURES))("unrelated data seldom look related to %s", (name) => {
    expect(REPETITIONS * (found[name]?.falseAlarms ?? 1)).toBeLessThanOrEqual(upperBound(0.05));
  });

  // Intervals of 40 examples cover a little less than those of many: 92 % is asked of them.
  test.each(Object.keys(MEASURES).filter((name) => name !== "cka-biased"))("the intervals of %s cover", (name) => {
    expect(REPETITIONS * (found[name]?.coverage ?? 0)).toBeGreaterThanOrEqual(REPETITIONS - upperBound(0.08));
  });
});
