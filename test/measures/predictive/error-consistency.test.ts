import { describe, expect, test } from "vitest";
import { errorConsistency } from "../../../src/measures/predictive/error-consistency.js";
import { wilson } from "../../../src/measures/stats/wilson.js";
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

  test("is −1 where exactly one model is right, each on one half, with Wilson's interval cut there", () => {
    const halves = Array.from({ length: 40 }, (_, i) => Number(i < 20));
    const { score, interval, reasons } = errorConsistency(
      saying(halves, 2),
      saying(
        halves.map((c) => 1 - c),
        2,
      ),
      zeros(40),
    );
    expect([score, interval?.[0]]).toEqual([-1, -1]);
    expect(interval?.[1]).toBeCloseTo(2 * wilson(0, 40)[1] - 1, 14);
    expect(reasons.interval).toMatch(/^0 agreements other than the most frequent, fewer than 5: Wilson's interval/);
  });

  test("notes Wilson's interval where 3 to 19 examples are right for one model only", () => {
    const a = Array.from({ length: 50 }, (_, i) => Number(i < 10));
    const b = a.map((c, i) => (i < 3 ? 0 : c));
    expect(errorConsistency(saying(a, 2), saying(b, 2), zeros(50)).reasons.interval).toMatch(/^3 disagreements, /);
  });

  test("notes Wilson's interval where both err on fewer than 5, however many errors one model makes", () => {
    const erring = (shared: number) => {
      const a = Array.from({ length: 500 }, (_, i) => Number(i < 20));
      const b = a.map((_, i) => Number(i >= 20 - shared && i < 40 - shared));
      return errorConsistency(saying(a, 2), saying(b, 2), zeros(500));
    };
    const note = "Wilson's interval of the agreement, corrected for chance";
    expect(erring(1).reasons.interval).toBe(`1 agreement other than the most frequent, fewer than 5: ${note}`);
    expect(erring(4).reasons.interval).toBe(`4 agreements other than the most frequent, fewer than 5: ${note}`);
    expect(erring(5).reasons).toEqual({});
    // Errors that are independent would be shared once in 4 of 5 samples: 0 must not be ruled out where none is.
    expect(erring(0).interval?.[1]).toBeGreaterThan(0.1);
  });
});
