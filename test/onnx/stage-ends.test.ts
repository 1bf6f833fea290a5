import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { stageEnds } from "../../src/onnx/stage-ends.js";
import { type AttributeSpec, modelBytes, type NodeLine } from "../support/onnx-builder.js";

function ends(nodes: readonly NodeLine[]) {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 3, 8, 8]]],
    weights: [{ name: "w", dims: [1], values: [1] }],
    nodes,
  });
  return stageEnds(readModel(bytes));
}

const STRIDED: Record<string, AttributeSpec> = { strides: { ints: [2, 2] } };

test("pools with a stride end a stage, pools without do not", () => {
  const nodes: NodeLine[] = [
    ["Conv", "x w", "c"],
    ["Relu", "c", "r"],
    ["MaxPool", "r", "p1", STRIDED],
    ["MaxPool", "p1", "p2", { strides: { ints: [1, 1] } }],
    ["AveragePool", "p2", "p3", STRIDED],
    ["GlobalAveragePool", "p3", "g"],
  ];
  expect(ends(nodes)).toEqual(["p1", "p3"]);
});

test("what a strided convolution reads ends a stage, before its padding, unless it is the image", () => {
  const nodes: NodeLine[] = [
    ["Conv", "x w", "c1", STRIDED],
    ["Relu", "c1", "r1"],
    ["Conv", "r1 w", "c2"],
    ["Relu", "c2", "r2"],
    ["Pad", "r2", "p"],
    ["Conv", "p w", "c3", STRIDED],
  ];
  expect(ends(nodes)).toEqual(["r2"]);
});

test("without stages, what each weighted node but the first reads", () => {
  const nodes: NodeLine[] = [
    ["Flatten", "x", "f"],
    ["Gemm", "f w", "g1"],
    ["Relu", "g1", "r1"],
    ["Gemm", "r1 w", "g2"],
    ["Sigmoid", "g2", "s"],
    ["Mul", "g2 s", "silu"],
    ["Gemm", "silu w", "logits"],
  ];
  expect(ends(nodes)).toEqual(["r1", "silu"]);
});
