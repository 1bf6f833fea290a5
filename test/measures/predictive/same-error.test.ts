import { describe, expect, test } from "vitest";
import { sameError } from "../../../src/measures/predictive/same-error.js";
import { wilson } from "../../../src/measures/stats/wilson.js";
import { saying } from "./models.js";

describe("sameError", () => {
  test("is the share of equal answers among the examples that both miss, with Wilson's interval", () => {
    const labels = Int32Array.of(0, 0, 0, 0, 0);
    const { score, interval } = sameError(saying([1, 2, 1, 0, 1], 3), saying([1, 2, 2, 1, 0], 3), labels);
    expect(score).toBe(2 / 3);
    expect(interval).toEqual(wilson(2, 3));
  });

  test("is null where no example is missed by both", () => {
    const { score, reasons } = sameError(saying([0, 1], 2), saying([1, 0], 2), Int32Array.of(0, 0));
    expect([score, reasons.score]).toEqual([null, "no example is missed by both"]);
  });
});
