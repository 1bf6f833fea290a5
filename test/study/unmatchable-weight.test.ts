import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { unmatchableWeight } from "../../src/study/unmatchable-weight.js";
import { modelBytes } from "../support/onnx-builder.js";

function found(bias: readonly number[]) {
  const model = readModel(
    modelBytes({
      inputs: [["x", "float32", ["n", 2]]],
      outputs: [["y", "float32", ["n", 2]]],
      weights: [
        { name: "scale", dims: [2], values: [1, 2] },
        { name: "bias", dims: [2], values: [...bias] },
      ],
      nodes: [
        ["Mul", "x scale", "h"],
        ["Add", "h bias", "y"],
      ],
    }),
    "net",
  );
  return unmatchableWeight(model, [...model.initializers.values()]);
}

test.each([
  [[0, 1], null],
  [[Number.NEGATIVE_INFINITY, 0], 'net: parameter "bias" holds -Infinity, by which no units can be matched'],
  [[0, Number.NaN], 'net: parameter "bias" holds NaN, by which no units can be matched'],
])("of a bias of %j: %s", (bias, expected) => expect(found(bias)).toBe(expected));
