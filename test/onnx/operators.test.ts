import { expect, test } from "vitest";
import type { OnnxNode } from "../../src/onnx/model.js";
import { isAttention, keepsAxes } from "../../src/onnx/operators.js";

function node(opType: string): OnnxNode {
  const record = { start: 0, end: 0 };
  return { name: "", opType, domain: "", inputs: [], outputs: [], attributes: new Map(), subGraphs: [], record };
}

test("activations, arithmetic, cutting and joining keep the axes; what moves or mixes them does not", () => {
  expect(["Relu", "Add", "Concat", "Cast"].map((opType) => keepsAxes(node(opType)))).toEqual([true, true, true, true]);
  expect(["Transpose", "Reshape", "MatMul"].map((opType) => keepsAxes(node(opType)))).toEqual([false, false, false]);
});

test("attention is a softmax or one operator that holds it, no LogSoftmax", () => {
  expect(["Softmax", "Attention", "LogSoftmax"].map((opType) => isAttention(node(opType)))).toEqual([
    true,
    true,
    false,
  ]);
});
