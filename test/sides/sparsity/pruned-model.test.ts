import { describe, expect, test } from "vitest";
import { prunedModel } from "../../../src/sides/sparsity/pruned-model.js";

const logits = (...classes: number[]) => ({
  rows: 4,
  columns: 2,
  data: Float64Array.from(classes.flatMap((c) => (c === 0 ? [1, 0] : [0, 1]))),
});

describe("prunedModel", () => {
  test("scores against the labels and against the dense self", () => {
    expect(prunedModel(logits(0, 0, 1, 1), logits(0, 1, 1, 1), Int32Array.of(0, 0, 1, 1))).toEqual({
      accuracy: 0.75,
      kappa: 0.5,
    });
  });

  test("has no accuracy without labels, and neither without logits", () => {
    expect(prunedModel(logits(0, 1, 0, 1), logits(0, 1, 0, 1), null)).toEqual({ accuracy: null, kappa: 1 });
    expect(prunedModel(null, null, null)).toEqual({ accuracy: null, kappa: null });
  });
});
