import { describe, expect, test } from "vitest";
import { cutInterval, extremeInterval, jackknifeInterval } from "../../../src/measures/stats/interval.js";
import { fisherInterval } from "../../../src/measures/stats/jackknife.js";

describe("the interval of a score at an end of its scale", () => {
  test("is [1, 1] of identical representations, none of opposite ones", () => {
    expect(extremeInterval(1 - 1e-13)).toEqual({ interval: [1, 1], reason: "identical" });
    expect(extremeInterval(-1)).toEqual({ interval: null, reason: "opposite" });
    expect(extremeInterval(1 - 1e-11)).toBeNull();
  });
});

describe("the jackknife's interval", () => {
  test("is on Fisher's scale", () => {
    const scores = Float64Array.of(0.4, 0.5, 0.6);
    expect(jackknifeInterval(0.5, scores)).toEqual({ interval: fisherInterval(0.5, scores), reason: null });
  });

  test("is not there where a leave-one-out value is none or at an end, and the reason names the example", () => {
    const reason = (...scores: number[]) => jackknifeInterval(0.5, Float64Array.from(scores)).reason;
    expect(reason(0.4, Number.NaN, 1)).toBe("undefined without example 1 (from 0)");
    expect(reason(0.4, 0.5, -1)).toBe("without example 2 (from 0) the score is -1");
    expect(jackknifeInterval(1, Float64Array.of(Number.NaN)).interval).toEqual([1, 1]);
  });

  test("names what was left out where it was no example", () => {
    const reason = (...scores: number[]) => jackknifeInterval(0.5, Float64Array.from(scores), "batch").reason;
    expect(reason(0.4, Number.NaN)).toBe("undefined without batch 1 (from 0)");
    expect(reason(1, 0.4)).toBe("without batch 0 (from 0) the score is 1");
  });
});

describe("an interval cut to a range", () => {
  test("says that it was cut, and only then", () => {
    const whole = { interval: [-0.2, 0.5], reason: null } as const;
    expect(cutInterval(whole, [0, 1])).toEqual({ interval: [0, 0.5], reason: "cut to [0, 1]" });
    expect(cutInterval({ interval: [0.9, 1.1], reason: null }, [0, 1]).interval).toEqual([0.9, 1]);
    expect(cutInterval(whole, [-1, 1])).toBe(whole);
    const none = { interval: null, reason: "opposite" } as const;
    expect(cutInterval(none, [0, 1])).toBe(none);
  });
});
