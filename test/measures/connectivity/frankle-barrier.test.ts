import { describe, expect, test } from "vitest";
import { frankleBarrier } from "../../../src/measures/connectivity/frankle-barrier.js";

describe("frankleBarrier", () => {
  test("is the highest error less the mean of the ends'", () => {
    expect(frankleBarrier([0.25, 0.5, 1, 0.5])).toEqual({ height: 0.625, at: 2 });
    expect(frankleBarrier([0.25, 0.125, 0.25])).toEqual({ height: 0, at: 0 });
  });

  test("counts the ends as points: half their difference where the path only slopes", () => {
    expect(frankleBarrier([0.25, 0.375, 0.5])).toEqual({ height: 0.125, at: 2 });
  });

  test("is the same from the other end, and refuses a single point", () => {
    const errors = [0.125, 0.75, 0.375, 0.25];
    expect(frankleBarrier(errors.toReversed()).height).toBe(frankleBarrier(errors).height);
    expect(() => frankleBarrier([0.5])).toThrow("frankleBarrier: 1 points");
  });
});
