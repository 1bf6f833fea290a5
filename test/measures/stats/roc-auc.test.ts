import { describe, expect, test } from "vitest";
import { rocAuc } from "../../../src/measures/stats/roc-auc.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close } from "../../support/close.js";

describe("rocAuc", () => {
  test("is scikit-learn's, with ties too", () => {
    expect(golden.rocAuc).toHaveLength(3);
    for (const { positives, negatives, auc } of golden.rocAuc) close(rocAuc(positives, negatives), auc, 1e-12);
  });

  test("is 1, 0 and ½ where it must be", () => {
    expect(rocAuc([2, 3], [0, 1, -5])).toBe(1);
    expect(rocAuc([0, 1], [2])).toBe(0);
    expect(rocAuc([7, 7], [7])).toBe(0.5);
  });

  test("is NaN without positives or negatives", () => {
    expect(rocAuc([], [1])).toBeNaN();
    expect(rocAuc([1], [])).toBeNaN();
    expect(rocAuc([], [])).toBeNaN();
  });
});
