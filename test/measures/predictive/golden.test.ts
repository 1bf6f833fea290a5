import { describe, expect, test } from "vitest";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import type { PredictiveScore } from "../../../src/measures/predictive/predictive-score.js";
import { PREDICTIVE_MEASURES } from "../../../src/measures/predictive/table.js";
import golden from "../../golden/predictive.json" with { type: "json" };

/** Difference of two numbers, relative above 1; infinite where only one is null. */
function distance(found: number | null | undefined, expected: number | null | undefined): number {
  if (typeof found !== "number" || typeof expected !== "number") return found === expected ? 0 : Infinity;
  return Math.abs(found - expected) / Math.max(1, Math.abs(expected));
}

function largestDistance(found: PredictiveScore, expected: Omit<PredictiveScore, "reasons">): number {
  return Math.max(
    distance(found.score, expected.score),
    distance(found.chance, expected.chance),
    distance(found.interval?.[0], expected.interval?.[0]),
    distance(found.interval?.[1], expected.interval?.[1]),
  );
}

describe.each(golden.cases)("the independent implementation, $name", ({ classes, seed, expected, ...given }) => {
  const model = (data: readonly number[]) =>
    predictions({ rows: given.labels.length, columns: classes, data: Float64Array.from(data) });
  const [a, b, labels] = [model(given.a), model(given.b), Int32Array.from(given.labels)];

  test.each(PREDICTIVE_MEASURES)("gives the same $name to 1e-12", ({ name, measure }) => {
    const values = expected[name] as unknown as Omit<PredictiveScore, "reasons">;
    expect(largestDistance(measure(a, b, labels, { seed }), values)).toBeLessThan(1e-12);
  });
});

describe("the comparison with golden values", () => {
  const one: PredictiveScore = { score: 1, chance: 0.5, interval: [0.25, 1], reasons: {} };

  test("fails on a wrong number and on one that should be null", () => {
    expect(largestDistance(one, one)).toBe(0);
    expect(largestDistance(one, { ...one, interval: [0.25, 1.001] })).toBeCloseTo(0.001, 5);
    expect(largestDistance(one, { ...one, interval: null })).toBe(Infinity);
    expect(largestDistance({ ...one, chance: null }, one)).toBe(Infinity);
  });
});
