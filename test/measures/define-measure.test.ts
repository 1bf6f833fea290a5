import { describe, expect, test } from "vitest";
import { defineMeasure } from "../../src/measures/define-measure.js";
import { incompleteScore } from "../../src/measures/incomplete-score.js";
import { build, gaussian } from "../kernels/matrices.js";

/** Counts features, and is undefined of more than three. */
const features = defineMeasure<number>({
  name: "features",
  range: [0, 6],
  symmetric: true,
  invariantTo: [],
  notInvariantTo: [],
  undefinedFor: [],
  minimumExamples: 2,
  prepare: (xc) => xc.columns,
  between: (p, q) => (p + q > 6 ? null : p + q),
  undefinedBecause: "too many to count",
  assess: (score, x, y) => incompleteScore({ score, chance: x.prepared - y.prepared }, "not computed"),
});

describe("a defined measure", () => {
  test("assesses what it prepared of both sides", () => {
    expect(features.measure(gaussian(3, 2, 1), gaussian(3, 1, 2))).toMatchObject({ score: 3, chance: 1 });
  });

  test("is null for its own reason where between is", () => {
    const { score, reasons } = features.measure(gaussian(3, 4, 1), gaussian(3, 4, 2));
    expect([score, reasons.score, reasons.interval]).toEqual([null, "too many to count", "too many to count"]);
  });

  test("never prepares what is constant", () => {
    const constant = build(3, 2, () => 5);
    expect(features.measure(constant, gaussian(3, 2, 1)).reasons.score).toBe("constant");
    expect(features.between(features.prepare(constant), features.prepare(constant))).toBeNull();
  });

  test("calls a representation by the label it is given", () => {
    expect(() => features.prepare(gaussian(1, 1, 1), "layer4")).toThrow("features: layer4 has 1 example");
  });
});
