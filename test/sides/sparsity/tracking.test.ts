import { describe, expect, test } from "vitest";
import { type TrackedLevel, tracking } from "../../../src/sides/sparsity/tracking.js";

const N = 40;

/** A value at a level with leave-one-out values a little around it. */
function around(score: number, phase: number) {
  return { score, leaveOneOut: new Float64Array(N).map((_, i) => score + 1e-3 * Math.sin(i * phase)) };
}

const at = (level: number, c: number, a: number): TrackedLevel => ({
  level,
  cka: around(c, 1 + level),
  aboveChance: around(a, 2 + level),
});

describe("tracking", () => {
  test("is Pearson's r over the levels and of their steps, the levels in their order", () => {
    const { r, steps, sharpness, reasons } = tracking([
      at(0, 1, 1),
      at(0.5, 0.9, 0.95),
      at(0.8, 0.6, 0.3),
      at(0.9, 0.4, 0.2),
    ]);
    // numpy.corrcoef of (1, .9, .6, .4) and (1, .95, .3, .2), and of their differences.
    expect(r.value).toBeCloseTo(0.9738314918, 6);
    expect(steps.value).toBeCloseTo(0.9011271138, 6);
    expect(sharpness.value).toBeCloseTo(0.75 - 0.7, 12);
    for (const { value, interval } of [r, steps, sharpness]) {
      expect(interval?.[0]).toBeLessThan(value ?? 0);
      expect(interval?.[1]).toBeGreaterThan(value ?? 0);
    }
    expect(reasons).toEqual({});
  });

  test("needs three levels", () => {
    const { r, reasons } = tracking([at(0, 1, 1), at(0.5, 0.9, 0.9)]);
    expect(r).toEqual({ value: null, interval: null });
    expect(reasons.r).toBe("both are known at 2 levels, at least 3 are needed");
  });

  test("is not defined where nothing changes, and has no interval where r is 1", () => {
    const still = { score: 1, leaveOneOut: new Float64Array(N).fill(1) };
    const constant = [0, 0.5, 0.9].map((level) => ({ level, cka: still, aboveChance: still }));
    expect(tracking(constant).reasons["r.value"]).toBe("one of the two does not change over the levels");
    const line = [1, 0.5, 0].map((score, k) => {
      const of = { score, leaveOneOut: new Float64Array(N).fill(score) };
      return { level: k / 3, cka: of, aboveChance: of };
    });
    expect(tracking(line).r).toEqual({ value: expect.closeTo(1, 12), interval: null });
    expect(tracking(line).reasons["r.interval"]).toMatch(/^r is 1 or undefined/);
  });
});
