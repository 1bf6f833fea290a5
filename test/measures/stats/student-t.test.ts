import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../../src/measures/stats/normal.js";
import { studentQuantile, studentUpper } from "../../../src/measures/stats/student-t.js";
import golden from "../../golden/quantiles.json" with { type: "json" };
import study from "../../golden/study.json" with { type: "json" };
import { close } from "../../support/close.js";

describe("studentQuantile", () => {
  test("agrees with 40-digit arithmetic to 1e-12, whole and broken degrees of freedom alike", () => {
    for (const [p = NaN, df = NaN, t = NaN] of golden.studentQuantile) {
      expect(Math.abs(studentQuantile(p, df) - t), `at ${p}, ${df}`).toBeLessThanOrEqual(1e-12 * Math.abs(t));
    }
  });

  test("has a closed form for 1 and 2 degrees of freedom", () => {
    for (const p of [1e-9, 0.1, 0.45, 0.8, 0.999]) {
      expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 6);
      expect(studentQuantile(p, 2) / ((2 * p - 1) / Math.sqrt(2 * p * (1 - p)))).toBeCloseTo(1, 12);
    }
  });

  test("tends to the normal quantile", () => {
    for (const p of [1e-300, 1e-30, 0.025, 0.4, 0.6, 0.999]) {
      for (const df of [1e16, 1e100, 1e300]) expect(studentQuantile(p, df) / normalQuantile(p)).toBeCloseTo(1, 12);
    }
  });

  test("is infinite, not NaN, where the quantile is beyond the largest number", () => {
    expect(studentQuantile(0.975, 1e-3)).toBe(Infinity);
    expect(studentQuantile(0.025, 1e-3)).toBe(-Infinity);
  });

  test("comes to an end and is a number for degrees of freedom near the ends of the numbers", () => {
    for (const df of [1e-300, 1e-12, 1e-4, 1e100, 1e300]) {
      for (const p of [1e-300, 0.025, 0.4999, 0.5000001]) expect(studentQuantile(p, df)).not.toBeNaN();
    }
  });

  test("refuses probabilities outside (0, 1) and degrees of freedom that are not positive", () => {
    expect(() => studentQuantile(1, 3)).toThrow("studentQuantile: p is 1, expected a number between 0 and 1");
    expect(() => studentQuantile(0.5, 0)).toThrow("studentQuantile: df is 0, expected a positive number");
    expect(() => studentQuantile(0.5, Infinity)).toThrow("studentQuantile: df is Infinity, expected a positive number");
  });
});

describe("studentUpper", () => {
  test("agrees with scipy, in the centre and far out", () => {
    expect(study.studentUpper).toHaveLength(54);
    for (const [t = NaN, df = NaN, upper = NaN] of study.studentUpper) close(studentUpper(t, df), upper, 1e-11);
  });

  test("is what studentQuantile inverts", () => {
    for (const df of [1, 3.5, 29, 999])
      for (const p of [1e-6, 0.025, 0.3, 0.5, 0.8]) close(studentUpper(-studentQuantile(p, df), df), p, 1e-9);
  });

  test("is 0 and 1 at the ends and refuses what is no number", () => {
    expect(studentUpper(Infinity, 5)).toBe(0);
    expect(studentUpper(-Infinity, 5)).toBe(1);
    expect(() => studentUpper(Number.NaN, 5)).toThrow("studentUpper: t is NaN, expected a number");
    expect(() => studentUpper(1, 0)).toThrow("studentUpper: df is 0, expected a positive number");
  });
});
