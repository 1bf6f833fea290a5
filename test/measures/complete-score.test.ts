import { expect, test } from "vitest";
import { completeScore } from "../../src/measures/complete-score.js";

const found = { score: 0.8, chance: 0.1, threshold: 0.2, pValue: 0.01, interval: { interval: null, reason: "why" } };

test("a complete score is calibrated: 0 at the threshold, 1 at 1", () => {
  expect(completeScore(found)).toEqual({
    ...{ score: 0.8, chance: 0.1, threshold: 0.2, pValue: 0.01, interval: null, reasons: { interval: "why" } },
    calibrated: (0.8 - 0.2) / 0.8,
  });
});

test("a threshold of 1 leaves nothing to calibrate against", () => {
  const { calibrated, reasons } = completeScore({ ...found, threshold: 1 });
  expect(calibrated).toBeNull();
  expect(reasons.calibrated).toBe("the threshold is 1: too few examples to tell a score from chance");
});

test("details are there where they are given", () => {
  expect(completeScore({ ...found, details: { seed: 3 } }).details).toEqual({ seed: 3 });
  expect(completeScore(found)).not.toHaveProperty("details");
});
