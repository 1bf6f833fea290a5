import { expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { residualSums } from "../../src/onnx/residual-sums.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

function sums(nodes: readonly NodeLine[]) {
  const bytes = modelBytes({
    inputs: [
      ["x", "float32", ["n", 3, 8, 8]],
      ["ids", "int64", ["n", 8]],
    ],
    weights: [
      { name: "w", dims: [1], values: [1] },
      { name: "three", dims: [], values: [3] },
    ],
    nodes,
  });
  return residualSums(readModel(bytes)).map(({ tensor, isAttention }) =>
    isAttention ? `${tensor} (attention)` : tensor,
  );
}

const STEM: NodeLine = ["Relu", "x", "h"];

test.each([
  [
    "a shortcut around a convolution",
    [
      ["Conv", "h w", "c"],
      ["Add", "c h", "y"],
    ],
    ["y"],
  ],
  [
    "two branches with a convolution each",
    [
      ["Conv", "h w", "c"],
      ["Conv", "h w", "d"],
      ["Add", "c d", "y"],
    ],
    ["y"],
  ],
  [
    "a shortcut that is cut and padded",
    [
      ["Conv", "h w", "c"],
      ["Slice", "h", "s"],
      ["Pad", "s", "p"],
      ["Add", "p c", "y"],
    ],
    ["y"],
  ],
  [
    "a shortcut around a MatMul, as Sum of three",
    [
      ["MatMul", "h w", "m"],
      ["Neg", "h", "n"],
      ["Sum", "m h n", "y"],
    ],
    ["y"],
  ],
  [
    "attention",
    [
      ["MatMul", "h w", "q"],
      ["Softmax", "q", "a"],
      ["MatMul", "a h", "v"],
      ["Add", "v h", "y"],
    ],
    ["y (attention)"],
  ],
  [
    "x + c·x³ inside a GELU",
    [
      ["Conv", "x w", "g"],
      ["Pow", "g three", "p"],
      ["Mul", "p w", "q"],
      ["Add", "g q", "y"],
    ],
    [],
  ],
  [
    "hard-swish",
    [
      ["Add", "h three", "a"],
      ["Clip", "a", "b"],
      ["Mul", "h b", "y"],
    ],
    [],
  ],
  [
    "a bias",
    [
      ["MatMul", "h w", "m"],
      ["Add", "m w", "y"],
    ],
    [],
  ],
  [
    "a tensor added to itself",
    [
      ["Conv", "h w", "c"],
      ["Add", "c c", "y"],
    ],
    [],
  ],
  [
    "a mask made of texts",
    [
      ["Cast", "ids", "i"],
      ["MatMul", "i w", "m"],
      ["Add", "h m", "y"],
    ],
    [],
  ],
  [
    "a sum in the part that sees only texts",
    [
      ["Cast", "ids", "i"],
      ["MatMul", "i w", "m"],
      ["Add", "i m", "y"],
    ],
    [],
  ],
] as readonly (readonly [string, NodeLine[], string[]])[])("%s: the residual sums are right", (_, nodes, expected) => {
  expect(sums([STEM, ...nodes])).toEqual(expected);
});

test("a weighted node that both operands come from is on no branch", () => {
  const nodes: NodeLine[] = [
    ["Conv", "h w", "c"],
    ["Sigmoid", "c", "s"],
    ["Tanh", "c", "t"],
    ["Add", "s t", "y"],
  ];
  expect(sums([STEM, ...nodes])).toEqual([]);
});

test("a branch ends where the shortcut begins, however long the network before it", () => {
  const before = Array.from({ length: 500 }, (_, i): NodeLine => ["Conv", `h${i} w`, `h${i + 1}`]);
  expect(sums([["Relu", "x", "h0"], ...before, ["Neg", "h500", "n"], ["Add", "n h500", "y"]])).toEqual([]);
});
