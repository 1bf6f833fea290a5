import { describe, expect, test } from "vitest";
import { prunedModel, prunedPredictions } from "../../../src/sides/sparsity/pruned-model.js";

const logits = (...classes: number[]) => ({
  rows: 4,
  columns: 2,
  data: Float64Array.from(classes.flatMap((c) => (c === 0 ? [1, 0] : [0, 1]))),
});

describe("prunedModel", () => {
  test("scores against the labels and against the dense self", () => {
    const found = prunedModel(prunedPredictions(logits(0, 0, 1, 1), logits(0, 1, 1, 1)), Int32Array.of(0, 0, 1, 1));
    expect(found).toMatchObject({
      accuracy: 0.75,
      right: Int32Array.of(1, 0, 1, 1),
      self: { agreement: 0.75, kappa: 0.5 },
    });
    expect(found.self?.jsd).toBeGreaterThan(0);
  });

  test("has no accuracy without labels, and neither without logits", () => {
    expect(prunedModel(prunedPredictions(logits(0, 1, 0, 1), logits(0, 1, 0, 1)), null)).toEqual({
      ...{ accuracy: null, right: null },
      self: { agreement: 1, jsd: 0, kappa: 1 },
    });
    expect(prunedModel(prunedPredictions(null, null), null)).toEqual({ accuracy: null, right: null, self: null });
  });
});
