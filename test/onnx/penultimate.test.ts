import { expect, test } from "vitest";
import { penultimateOf } from "../../src/onnx/penultimate.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

function penultimate(nodes: readonly NodeLine[], output = "logits") {
  const model = modelBytes({
    inputs: [["x", "float32", ["n", 3, 8, 8]]],
    outputs: [[output, "float32", ["n", 10]]],
    weights: [
      { name: "w", dims: [1], values: [1] },
      { name: "b", dims: [1], values: [1] },
    ],
    nodes,
  });
  return penultimateOf(readModel(model, "m"));
}

const BODY: NodeLine = ["Relu", "x", "h"];

test.each([
  ["a Gemm's activation", [["Gemm", "h w b", "logits"]]],
  [
    "a MatMul's activation behind a bias",
    [
      ["MatMul", "h w", "m"],
      ["Add", "m b", "logits"],
    ],
  ],
  [
    "a MatMul's activation on its right",
    [
      ["MatMul", "w h", "m"],
      ["Transpose", "m", "logits"],
    ],
  ],
  [
    "a 1 × 1 convolution's activation",
    [
      ["Conv", "h w", "c"],
      ["Clip", "c b b", "r"],
      ["Flatten", "r", "logits"],
    ],
  ],
  [
    "what is before a pooled head",
    [
      ["Conv", "h w", "c"],
      ["Relu", "c", "r"],
      ["GlobalAveragePool", "r", "g"],
      ["Flatten", "g", "logits"],
    ],
  ],
  [
    "what is before a scaled head",
    [
      ["Gemm", "h w", "g"],
      ["Mul", "g b", "s"],
      ["Softmax", "s", "logits"],
    ],
  ],
  [
    "a layer whose weight is transposed",
    [
      ["Transpose", "w", "wt"],
      ["MatMul", "h wt", "logits"],
    ],
  ],
] as readonly (readonly [string, NodeLine[]])[])("the penultimate tensor is %s", (_, nodes) => {
  expect(penultimate([BODY, ...nodes])).toBe("h");
});

test("for a tower it is the image embedding", () => {
  expect(penultimate([BODY, ["Gemm", "h w", "image_embeds"]], "image_embeds")).toBe("image_embeds");
});

test("a model whose way back ends elsewhere has none, and the message says where", () => {
  expect(() => penultimate([BODY, ["Gemm", "h w", "a"], ["Gemm", "h w", "b2"], ["Add", "a b2", "logits"]])).toThrow(
    "m: has no penultimate layer: logits (Add) lies between logits and the last weighted node",
  );
  expect(() => penultimate([["Relu", "x", "logits"]])).toThrow("no weighted node lies between x and logits");
});
