import { expect, test } from "vitest";
import { incompleteScore, undefinedScore } from "../../src/measures/incomplete-score.js";

test("an incomplete score has what is known, and a reason for every other field", () => {
  expect(incompleteScore({ score: 0.5, chance: 0 }, "not computed", { interval: "does not cover" })).toEqual({
    score: 0.5,
    chance: 0,
    calibrated: null,
    threshold: null,
    pValue: null,
    interval: null,
    reasons: {
      calibrated: "not computed",
      threshold: "not computed",
      pValue: "not computed",
      interval: "does not cover",
    },
  });
});

test("an undefined score has nothing, for one reason", () => {
  const { reasons, ...fields } = undefinedScore("constant");
  expect(Object.values(fields)).toEqual([null, null, null, null, null, null]);
  expect(Object.keys(reasons).sort()).toEqual(Object.keys(fields).sort());
  expect(new Set(Object.values(reasons))).toEqual(new Set(["constant"]));
});
