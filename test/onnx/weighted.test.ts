import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { operandsOf } from "../../src/onnx/weighted.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

function operands(...node: NodeLine) {
  const inputs = ["x", "z"].map((name) => [name, "float32", ["n", 2]] as const);
  const model = readModel(modelBytes({ inputs, weights: [{ name: "w", dims: [1], values: [1] }], nodes: [node] }));
  const [only] = model.nodes;
  return only === undefined ? null : operandsOf(model, only);
}

test("a convolution has its weight on the right, a product on either side", () => {
  const sides = { activation: "x", weight: "w" };
  expect(operands("Conv", "x w", "y")).toEqual(sides);
  expect(operands("Gemm", "x w w", "y")).toEqual(sides);
  expect(operands("MatMul", "w x", "y")).toEqual(sides);
});

test("there is no weight between two activations, nor two constants, nor in other operators", () => {
  expect(operands("MatMul", "x z", "y")).toBeNull();
  expect(operands("MatMul", "w w", "y")).toBeNull();
  expect(operands("Conv", "w x", "y")).toBeNull();
  expect(operands("Add", "x w", "y")).toBeNull();
});
