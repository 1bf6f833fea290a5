import { describe, expect, test } from "vitest";
import { type Setting, simulate } from "../../bench/static-simulation.js";
import { MEASURES } from "../../src/measures/table.js";
import { seldomExceeded } from "./binomial.js";

const REPETITIONS = 80;

const SETTING: Setting = {
  ...{ n: 40, p: 3, q: 4, repetitions: REPETITIONS, structure: "gaussian", measures: ["all"] },
  ...{ batchSize: 16, truthN: 1000, seed: 1 },
};

const upperBound = (share: number) => seldomExceeded(share, REPETITIONS);

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
