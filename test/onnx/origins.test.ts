import { expect, test } from "vitest";
import { nodeText, originsOf } from "../../src/onnx/origins.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes } from "../support/onnx-builder.js";

const model = readModel(
  modelBytes({
    inputs: [["x", "float32", ["n", 4]]],
    weights: [{ name: "w", dims: [4, 4], values: Array(16).fill(1) }],
    nodes: [
      ["MatMul", "x w", "h"],
      ["Split", "h", "left right", { axis: { int: 1 } }],
    ],
  }),
);

test("a tensor's origin is its place, not its name", () => {
  expect([...originsOf(model)].sort()).toEqual([
    ["", "nothing"],
    ["h", "output 0 of node 0"],
    ["left", "output 0 of node 1"],
    ["right", "output 1 of node 1"],
    ["w", "stored"],
    ["x", "input 0"],
  ]);
});

test("a node without a name is called after what it makes", () => {
  const [node] = model.nodes;
  expect(node && nodeText(node)).toBe('MatMul "h"');
  expect(node && nodeText({ ...node, name: "first" })).toBe('MatMul "first"');
});
