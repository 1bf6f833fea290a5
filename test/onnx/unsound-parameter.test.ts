import { describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { unsoundParameter } from "../../src/onnx/unsound-parameter.js";
import { modelBytes } from "../support/onnx-builder.js";

type Holding = Partial<Record<"scale" | "variance" | "mask" | "beside" | "bound", number>>;

/** A normalised image to which a mask is added, below a bound. */
function network({ scale = 1, variance = 1, mask = 0, beside = 0, bound = 6 }: Holding) {
  return readModel(
    modelBytes({
      inputs: [["x", "float32", ["n", 2, 4, 4]]],
      outputs: [["y", "float32", ["n", 2, 4, 4]]],
      weights: [
        { name: "scale", dims: [2], values: [1, scale] },
        { name: "bias", dims: [2], values: [0, 0] },
        { name: "mean", dims: [2], values: [0, -1] },
        { name: "variance", dims: [2], values: [1, variance] },
        { name: "mask", dims: [2], values: [mask, beside] },
        { name: "least", dims: [], values: [-bound] },
        { name: "most", dims: [], values: [bound] },
      ],
      nodes: [
        ["BatchNormalization", "x scale bias mean variance", "h"],
        ["Add", "h mask", "m"],
        ["Clip", "m least most", "y"],
      ],
    }),
  );
}

describe("unsoundParameter", () => {
  test.each<[Holding, string]>([
    [{ scale: Number.NaN }, 'parameter "scale" holds NaN'],
    [{ scale: Number.NEGATIVE_INFINITY }, 'parameter "scale" holds -Infinity'],
    [{ variance: -0.5 }, 'running variance "variance" holds -0.5'],
    [{ variance: Number.POSITIVE_INFINITY }, 'running variance "variance" holds Infinity'],
    [{ mask: Number.POSITIVE_INFINITY }, 'parameter "mask" holds Infinity'],
    [{ mask: Number.NEGATIVE_INFINITY, beside: 1 }, 'parameter "mask" holds -Infinity'],
    [{ mask: Number.NaN, scale: Number.NaN }, 'parameter "scale" holds NaN'],
  ])("names what %o has", (holding, expected) => {
    expect(unsoundParameter(network(holding))).toBe(expected);
  });

  test.each<Holding>([
    {},
    { variance: -1e-6 },
    { scale: -1, variance: 0 },
    { mask: Number.NEGATIVE_INFINITY },
    { bound: Number.POSITIVE_INFINITY },
  ])("finds nothing wrong with %o", (holding) => {
    expect(unsoundParameter(network(holding))).toBeNull();
  });
});
