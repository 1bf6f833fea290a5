import { describe, expect, test } from "vitest";
import { prunableLayers } from "../../../src/onnx/pruning/prunable-layers.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { graphBytes, modelBytes, type NodeLine, type TensorSpec } from "../../support/onnx-builder.js";

const SQUARE = { dims: [2, 2], values: [1, 2, 3, 4] };

function prunable(nodes: readonly NodeLine[], weights: readonly TensorSpec[] = []) {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 2]]],
    weights: [{ name: "w", ...SQUARE }, { name: "v", ...SQUARE }, { name: "b", dims: [2], values: [1, 2] }, ...weights],
    nodes,
  });
  return prunableLayers(readModel(bytes, "m")).map((layer) => layer.name);
}

describe("prunableLayers", () => {
  test.each([
    ["the weight of a convolution, not its bias", [["Conv", "x w b", "y"]], ["w"]],
    ["the weight of a Gemm, not its bias", [["Gemm", "x w b", "y"]], ["w"]],
    [
      "either operand of a MatMul",
      [
        ["MatMul", "x w", "h"],
        ["MatMul", "v h", "y"],
      ],
      ["w", "v"],
    ],
    [
      "in graph order, not in the order of the file",
      [
        ["MatMul", "x v", "h"],
        ["MatMul", "h w", "y"],
      ],
      ["v", "w"],
    ],
    [
      "a weight that two nodes read once",
      [
        ["MatMul", "x w", "h"],
        ["Transpose", "w", "t"],
        ["Gemm", "h t", "y"],
      ],
      ["w"],
    ],
    [
      "a weight behind Identity and Cast",
      [
        ["Identity", "w", "i"],
        ["Cast", "i", "c"],
        ["MatMul", "x c", "y"],
      ],
      ["w"],
    ],
    [
      "no norm, no embedding and no product of activations",
      [
        ["LayerNormalization", "x b b", "n"],
        ["Cast", "n", "i", { to: { int: 7 } }],
        ["Gather", "w i", "e"],
        ["MatMul", "n x", "y"],
      ],
      [],
    ],
    [
      "no operand that the graph computes",
      [
        ["Mul", "w v", "q"],
        ["MatMul", "x q", "y"],
      ],
      [],
    ],
  ] as readonly (readonly [string, NodeLine[], string[]])[])("are %s", (_, nodes, expected) => {
    expect(prunable(nodes)).toEqual(expected);
  });

  test("are the values of Constant nodes too, by the name of what these make", () => {
    const value = { tensor: { name: "constant", ...SQUARE } };
    expect(
      prunable([
        ["Constant", "", "k", { value }],
        ["MatMul", "x k", "y"],
      ]),
    ).toEqual(["k"]);
  });

  test("a product with integers is no layer", () => {
    expect(prunable([["MatMul", "x i", "y"]], [{ name: "i", type: "int64", dims: [1], values: [1] }])).toEqual([]);
  });

  test.each([
    [[["QLinearConv", "x b b w b b b b", "y"]], 'm: cannot be pruned: node "y" is quantised (QLinearConv)'],
    [
      [
        ["DequantizeLinear", "w b", "d"],
        ["Conv", "x d", "y"],
      ],
      'node "y" has a quantised weight (DequantizeLinear)',
    ],
    [
      [
        ["Mul", "w v", "q"],
        ["Conv", "x q", "y"],
      ],
      'node "y" has a weight that the graph computes (Mul)',
    ],
    [[["MatMul", "x i8", "y"]], 'node "y" has a weight of type int8'],
    [[["MatMul", "x bf", "y"]], 'node "y" has a weight of type bfloat16'],
    [
      [["If", "x", "y", { then_branch: { graph: graphBytes({ outputs: ["z"], nodes: [["Conv", "x w", "z"]] }) } }]],
      'node "y" has layers in a sub-graph (If)',
    ],
  ] as readonly (readonly [NodeLine[], string])[])("refuses %j", (nodes, message) => {
    const weights: TensorSpec[] = [
      { name: "i8", type: "int8", dims: [1], values: [1] },
      { name: "bf", type: "bfloat16", dims: [1], values: [1] },
    ];
    expect(() => prunable(nodes, weights)).toThrow(message);
  });
});
