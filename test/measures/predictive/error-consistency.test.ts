import { describe, expect, test } from "vitest";
import { errorConsistency } from "../../../src/measures/predictive/error-consistency.js";
import { saying } from "./models.js";

const zeros = (n: number) => new Int32Array(n);

describe("errorConsistency", () => {
  test("is kappa of right and wrong, whatever the wrong answers are", () => {
    const labels = zeros(10);
    const a = saying([0, 0, 0, 0, 0, 0, 1, 1, 1, 0], 3);
    const b = saying([0, 0, 0, 0, 0, 0, 2, 2, 0, 1], 3);
    const [observed, expected] = [8 / 10, 0.7 * 0.7 + 0.3 * 0.3];
    expect(errorConsistency(a, b, labels).score).toBeCloseTo((observed - expected) / (1 - expected), 15);
  });

  test("is null where both models are always right or always wrong", () => {
    const a = saying([1, 1, 1], 2);
    const reason = (labels: Int32Array) => errorConsistency(a, a, labels).reasons.score;
    expect(reason(Int32Array.of(1, 1, 1))).toBe("chance agreement is 1: both models are right on every example");
    expect(reason(zeros(3))).toBe("chance agreement is 1: both models are wrong on every example");
  });

  test("is −1 without an interval where exactly one model is right, each on one half", () => {
    const halves = Array.from({ length: 40 }, (_, i) => Number(i < 20));
    const { score, interval, reasons } = errorConsistency(
      saying(halves, 2),
      saying(
        halves.map((c) => 1 - c),
        2,
      ),
      zeros(40),
    );
    expect([score, interval]).toEqual([-1, null]);
    expect(reasons.interval).toBe(
      "the score, or the score without some example, is undefined or at the end of its range",
    );
  });

  test("notes Wilson's interval where 3 to 19 examples are right for one model only", () => {
    const a = Array.from({ length: 50 }, (_, i) => Number(i < 10));
    const b = a.map((c, i) => (i < 3 ? 0 : c));
    expect(errorConsistency(saying(a, 2), saying(b, 2), zeros(50)).reasons.interval).toMatch(/^3 disagreements, /);
  });
});
