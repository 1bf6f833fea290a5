import { describe, expect, test } from "vitest";
import { product } from "../../../src/kernels/products.js";
import { accuracy } from "../../../src/measures/predictive/accuracy.js";
import { predictedClasses } from "../../../src/measures/predictive/predicted-classes.js";
import { fitProbe, probeLogits } from "../../../src/measures/probe/fit-probe.js";
import { gaussian } from "../../kernels/matrices.js";
import { largestGap } from "../../support/close.js";

const [N, P, CLASSES] = [120, 20, 3];
const labels = Int32Array.from({ length: N }, (_, i) => i % CLASSES);
const otherLabels = Int32Array.from({ length: 300 }, (_, i) => i % CLASSES);

/** Rows around the corner of their class. */
function clouds(of: Int32Array, distance: number, seed: number) {
  const x = gaussian(of.length, P, seed);
  return { ...x, data: x.data.map((value, at) => value + (at % P === of[Math.floor(at / P)] ? distance : 0)) };
}

const rightShare = (distance: number) => {
  const head = fitProbe(clouds(labels, distance, 1), labels, CLASSES, 0);
  return accuracy(predictedClasses(probeLogits(head, clouds(otherLabels, distance, 2))), otherLabels);
};

describe("fitProbe", () => {
  test("finds classes that lie apart, and none where there are none", () => {
    expect(rightShare(8)).toBe(1);
    expect(rightShare(0)).toBeLessThan(0.45);
  });

  test("takes a stronger penalty where the classes are noise", () => {
    const penalty = (distance: number) => fitProbe(clouds(labels, distance, 1), labels, CLASSES, 0).penalty;
    expect(penalty(0)).toBeGreaterThan(penalty(4));
  });

  test("gives the same logits however the features are turned, scaled and shifted", () => {
    const x = clouds(labels, 2, 1);
    // A reflection is orthogonal, and mixes all features.
    const mirror = {
      rows: P,
      columns: P,
      data: Float64Array.from({ length: P * P }, (_, at) => (at % (P + 1) === 0 ? 1 : 0) - 2 / P),
    };
    const turned = product(x, mirror);
    const moved = { ...turned, data: turned.data.map((value) => 7 * value + 50) };
    const plain = probeLogits(fitProbe(x, labels, CLASSES, 0), x);
    const other = probeLogits(fitProbe(moved, labels, CLASSES, 0), moved);
    expect(largestGap(plain.data, other.data)).toBeLessThan(1e-6);
  });

  test("says what the penalty was chosen on", () => {
    expect(fitProbe(clouds(labels, 2, 1), labels, CLASSES, 0).chosenOn).toBe(24);
    const few = Int32Array.of(0, 1, 2);
    expect(fitProbe(clouds(few, 2, 1), few, CLASSES, 0)).toMatchObject({ chosenOn: 0, penalty: 1e-3, converged: true });
  });

  test.each([
    ["sizes that differ", labels.subarray(1), "there are 119 labels for 120 rows"],
    [
      "a label that is no class",
      labels.map((label) => label + 1),
      "the label of example 2 is 3, expected a class in 0…2",
    ],
    ["a class without an example", labels.map((label) => Math.min(label, 1)), "class 2 has no example"],
  ])("refuses %s", (_, bad, message) => {
    expect(() => fitProbe(clouds(labels, 1, 1), bad, CLASSES, 0)).toThrow(new RangeError(`fitProbe: ${message}`));
  });
});
