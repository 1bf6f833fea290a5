import { describe, expect, test } from "vitest";
import { architectureGap, readsInOrder } from "../../src/onnx/architecture-gap.js";
import { readModel } from "../../src/onnx/read-model.js";
import { graphBytes, type ModelSpec, modelBytes, type NodeLine } from "../support/onnx-builder.js";

const weights = ["w", "v"].map((name) => ({ name, dims: [2, 2], values: [1, 2, 3, 4] }));

function model(nodes: readonly NodeLine[], more: Partial<ModelSpec> = {}) {
  const values = { inputs: [["x", "float32", ["n", 2]]], outputs: [["y", "float32", ["n", 2]]] } as const;
  return readModel(modelBytes({ ...values, weights, nodes, ...more }));
}

const plain = model([
  ["MatMul", "x w", "h"],
  ["Relu", "h", "r"],
  ["Add", "h r", "y"],
]);

describe("architectureGap", () => {
  test("is null for the same graph under other names", () => {
    const renamed = model(
      [
        ["MatMul", "in p", "a"],
        ["Relu", "a", "b"],
        ["Add", "a b", "out"],
      ],
      {
        inputs: [["in", "float32", [1, 2]]],
        outputs: ["out"],
        weights: [{ name: "p", dims: [2, 5], values: Array(10).fill(0) }],
      },
    );
    expect(architectureGap(plain, renamed)).toBeNull();
  });

  test.each([
    [
      "another operator",
      [
        ["MatMul", "x w", "h"],
        ["Tanh", "h", "r"],
        ["Add", "h r", "y"],
      ],
      'node 1, Relu "r": B has Tanh "r" there',
    ],
    [
      "a node more",
      [
        ["MatMul", "x w", "h"],
        ["Relu", "h", "r"],
        ["Add", "h r", "y"],
        ["Abs", "y", "z"],
      ],
      "A has 3 nodes and B has 4",
    ],
    [
      "another wiring",
      [
        ["MatMul", "x w", "h"],
        ["Relu", "h", "r"],
        ["Add", "r h", "y"],
      ],
      'node 2, Add "y": input 0 is output 0 of node 0 in A and output 0 of node 1 in B',
    ],
    [
      "an input where a weight was",
      [
        ["MatMul", "w x", "h"],
        ["Relu", "h", "r"],
        ["Add", "h r", "y"],
      ],
      'node 0, MatMul "h": input 0 is graph input 0 in A and a stored tensor in B',
    ],
    [
      "an attribute",
      [
        ["MatMul", "x w", "h"],
        ["Relu", "h", "r"],
        ["Add", "h r", "y", { axis: { int: 1 } }],
      ],
      'node 2, Add "y": axis is not given in A and 1 in B',
    ],
    [
      "another output",
      [
        ["MatMul", "x w", "h"],
        ["Relu", "h", "y"],
        ["Add", "h y", "z"],
      ],
      "graph output 0 is output 0 of node 2 in A and output 0 of node 1 in B",
    ],
  ] as readonly (readonly [string, readonly NodeLine[], string])[])("names the place of %s", (_, nodes, expected) => {
    expect(architectureGap(plain, model(nodes))).toBe(expected);
  });

  test("counts the inputs, and takes an input left out at the end for one spelt out as nothing", () => {
    const two = model([["Add", "x z", "y"]], {
      inputs: [
        ["x", "float32", [1]],
        ["z", "float32", [1]],
      ],
    });
    expect(architectureGap(plain, two)).toBe("A has 1 inputs and B has 2");
    expect(architectureGap(model([["Clip", "x", "y"]]), model([["Clip", "x _ _", "y"]]))).toBeNull();
  });

  test("accepts a sub-graph only where it is the same to the byte", () => {
    const branching = (constant: number) => {
      const branch = graphBytes({
        outputs: ["o"],
        nodes: [["Add", "h c", "o"]],
        weights: [{ name: "c", dims: [1], values: [constant] }],
      });
      return model([
        ["MatMul", "x w", "h"],
        ["If", "x", "y", { then_branch: { graph: branch }, else_branch: { graph: branch } }],
      ]);
    };
    expect(architectureGap(branching(1), branching(1))).toBeNull();
    expect(architectureGap(branching(1), branching(2))).toBe(
      'node 1, If "y": its sub-graph differs between A and B, or what it is called',
    );
  });
});

test("a node reads its inputs, then what its sub-graphs read", () => {
  const branch = graphBytes({ outputs: ["o"], nodes: [["Add", "v v", "o"]] });
  const [node] = model([["If", "x", "y", { then_branch: { graph: branch } }]]).nodes;
  expect(node && readsInOrder(node)).toEqual(["x", "v"]);
});
