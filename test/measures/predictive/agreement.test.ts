import { describe, expect, test } from "vitest";
import { agreement } from "../../../src/measures/predictive/agreement.js";
import { wilson } from "../../../src/measures/stats/wilson.js";
import { saying } from "./models.js";

describe("agreement", () => {
  test("is the share of equal predictions, with the chance of the class shares and Wilson's interval", () => {
    const result = agreement(saying([0, 0, 1, 2], 3), saying([0, 1, 1, 1], 3));
    expect(result).toEqual({ score: 0.5, chance: (2 * 1 + 1 * 3) / 16, interval: wilson(2, 4), reasons: {} });
  });

  test("is 0 where no prediction is the same", () => {
    expect(agreement(saying([0, 1], 2), saying([1, 0], 2)).score).toBe(0);
  });
});
