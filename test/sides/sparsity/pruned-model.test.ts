import { describe, expect, test } from "vitest";
import { prunedModel } from "../../../src/sides/sparsity/pruned-model.js";

const penultimate = { rows: 4, columns: 1, data: new Float64Array(4) };
const response = (...classes: number[]) => ({
  penultimate,
  logits: { rows: 4, columns: 2, data: Float64Array.from(classes.flatMap((c) => (c === 0 ? [1, 0] : [0, 1]))) },
});

describe("prunedModel", () => {
  test("scores against the labels and against the dense self", () => {
    expect(prunedModel(response(0, 0, 1, 1), response(0, 1, 1, 1), Int32Array.of(0, 0, 1, 1))).toEqual({
      accuracy: 0.75,
      kappa: 0.5,
    });
  });

  test("has no accuracy without labels, and neither without logits", () => {
    expect(prunedModel(response(0, 1, 0, 1), response(0, 1, 0, 1), null)).toEqual({ accuracy: null, kappa: 1 });
    const silent = { penultimate, logits: null };
    expect(prunedModel(silent, silent, null)).toEqual({ accuracy: null, kappa: null });
  });
});
