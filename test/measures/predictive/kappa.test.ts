import { describe, expect, test } from "vitest";
import { kappa } from "../../../src/measures/predictive/kappa.js";
import { saying } from "./models.js";

/** `same` examples on which two models agree, half of either class, and then some on which they do not. */
function disagreeing(times: number, same: number) {
  const a = Array.from({ length: same + times }, (_, i) => i % 2);
  return kappa(
    saying(a, 2),
    saying(
      a.map((c, i) => (i < same ? c : 1 - c)),
      2,
    ),
  );
}

describe("kappa", () => {
  test("is agreement beyond chance over what chance leaves", () => {
    const { score, chance } = kappa(saying([0, 0, 1, 1, 1], 2), saying([0, 1, 1, 1, 1], 2));
    const [observed, expected] = [4 / 5, (2 * 1 + 3 * 4) / 25];
    expect(score).toBeCloseTo((observed - expected) / (1 - expected), 15);
    expect(chance).toBe(0);
  });

  test("is −1 for two equal classes always exchanged", () => {
    expect(disagreeing(40, 0).score).toBe(-1);
  });

  test("is null where both models give one class to everything, and 0 where one does", () => {
    const constant = saying([2, 2, 2], 3);
    const why = "chance agreement is 1: both models give class 2 to every example";
    expect(kappa(constant, constant).score).toBeNull();
    expect(kappa(constant, constant).reasons).toEqual({ score: why, chance: why, interval: why });
    expect(kappa(constant, saying([2, 1, 2], 3)).score).toBe(0);
  });

  test("is 1 without an interval for models that always agree", () => {
    const reasons = { interval: "0 disagreements, expected at least 3" };
    expect(disagreeing(0, 30)).toEqual({ score: 1, chance: 0, interval: null, reasons });
  });

  test("has no interval for 2 disagreements, Wilson's and a note for 3 and 19, the jackknife's for 20", () => {
    const note = "fewer than 20: Wilson's interval of the agreement, corrected for chance";
    expect(disagreeing(1, 60).reasons.interval).toBe("1 disagreement, expected at least 3");
    expect(disagreeing(2, 60).interval).toBeNull();
    expect(disagreeing(3, 60).interval).not.toBeNull();
    expect(disagreeing(3, 60).reasons.interval).toBe(`3 disagreements, ${note}`);
    expect(disagreeing(19, 60).reasons.interval).toBe(`19 disagreements, ${note}`);
    expect(disagreeing(20, 60).reasons).toEqual({});
  });

  test("cuts Wilson's interval at −1", () => {
    expect(disagreeing(4, 0).interval?.[0]).toBe(-1);
  });

  test("has Wilson's interval and a note where fewer than 5 agree other than on the class most agreed on", () => {
    const agreeing = (others: number) => {
      const a = Array.from({ length: 60 }, (_, i) => (i < 30 ? 0 : 1 + (i % 3)));
      const b = a.map((c, i) => (i < 30 + others ? c : (c + 1) % 4));
      return kappa(saying(a, 4), saying(b, 4));
    };
    const note = "Wilson's interval of the agreement, corrected for chance";
    expect(agreeing(0).reasons.interval).toBe(`0 agreements other than the most frequent, fewer than 5: ${note}`);
    expect(agreeing(1).reasons.interval).toBe(`1 agreement other than the most frequent, fewer than 5: ${note}`);
    expect(agreeing(4).reasons.interval).toBe(`4 agreements other than the most frequent, fewer than 5: ${note}`);
    expect(agreeing(5).reasons).toEqual({});
  });

  test("has an interval above its score where the models never agree", () => {
    const a = Array.from({ length: 40 }, (_, i) => i % 4);
    const never = a.map((c) => (c + 1) % 4);
    const { score, interval } = kappa(saying(a, 4), saying(never, 4));
    expect(interval?.[0]).toBeCloseTo(score ?? Number.NaN, 14);
    expect(interval?.[1]).toBeGreaterThan((score ?? Number.NaN) + 0.1);
  });
});
