import { describe, expect, test } from "vitest";
import { outcomes, withoutOne } from "../../../src/measures/predictive/outcomes.js";
import { saying } from "./models.js";

describe("outcomes", () => {
  test("counts who is right, and where nobody is, whether the errors are the same", () => {
    const [a, b] = [saying([0, 0, 1, 1, 1, 2], 3), saying([0, 1, 0, 1, 2, 2], 3)];
    const counts = { bothRight: 1, onlyARight: 1, onlyBRight: 1, sameError: 2, differentErrors: 1 };
    expect(outcomes(a, b, new Int32Array(6))).toEqual(counts);
  });
});

describe("withoutOne", () => {
  test("leaves out one example of each outcome there is", () => {
    const counts = { bothRight: 3, onlyARight: 0, onlyBRight: 1, sameError: 0, differentErrors: 0 };
    expect(withoutOne(counts)).toEqual([
      { counts: { ...counts, bothRight: 2 }, count: 3 },
      { counts: { ...counts, onlyBRight: 0 }, count: 1 },
    ]);
  });
});
