import { describe, expect, test } from "vitest";
import { featureAxis } from "../../src/onnx/feature-axis.js";
import { readModel } from "../../src/onnx/read-model.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";

function model(nodes: readonly NodeLine[], opset = 17) {
  return readModel(
    modelBytes({
      opset,
      inputs: [["x", "float32", ["n", 3, 8, 8]]],
      weights: [
        { name: "w", dims: [1], values: [1] },
        { name: "hw", type: "int64", dims: [2], values: [2, 3] },
        { name: "last", type: "int64", dims: [1], values: [-1] },
      ],
      nodes,
    }),
  );
}

/** A tensor `h` made by an operator that says nothing about axes, used as the given nodes use it. */
function axisOf(nodes: readonly NodeLine[], rank = 4, batchAxis = 0, opset = 17) {
  return featureAxis(model([["Transpose", "x", "h"], ...nodes], opset), "h", rank, batchAxis);
}

describe("featureAxis of a tensor of rank 4", () => {
  test.each([
    ["a convolution reads", [["Conv", "h w", "y"]], 1],
    ["pooling reads", [["MaxPool", "h", "y"]], 1],
    ["batch normalisation reads", [["BatchNormalization", "h w w w w", "y"]], 1],
    ["a product with a weight reads", [["MatMul", "h w", "y"]], 3],
    ["a weight is multiplied by", [["MatMul", "w h", "y"]], 2],
    ["layer normalisation over the last axis reads", [["LayerNormalization", "h w w", "y"]], 3],
    ["a mean over height and width reads", [["ReduceMean", "h", "y", { axes: { ints: [2, 3] } }]], 1],
    ["a mean over the axes before the last reads", [["ReduceMean", "h", "y", { axes: { ints: [1, -2] } }]], 3],
    ["a mean over the last axis reads", [["ReduceMean", "h", "y", { axes: { ints: [-1] } }]], 3],
    ["only its shape is read", [["Shape", "h", "y"]], null],
    ["two activations are multiplied", [["MatMul", "h h", "y"]], null],
  ] as readonly (readonly [string, NodeLine[], number | null])[])("that %s", (_, nodes, axis) => {
    expect(axisOf(nodes)).toBe(axis);
  });

  test("reductions that read their axes from an input count as those with an attribute", () => {
    expect(axisOf([["ReduceMean", "h hw", "y"]], 4, 0, 18)).toBe(1);
    expect(axisOf([["ReduceMean", "h last", "y"]], 4, 0, 18)).toBe(3);
  });

  test("is decided across operators that keep the axes, forwards and backwards", () => {
    expect(
      axisOf([
        ["Sigmoid", "h", "s"],
        ["Mul", "h s", "m"],
        ["Conv", "m w", "y"],
      ]),
    ).toBe(1);
    const backwards = model([
      ["MatMul", "x w", "p"],
      ["Gelu", "p", "h"],
      ["Transpose", "h", "y"],
    ]);
    expect(featureAxis(backwards, "h", 4, 0)).toBe(3);
  });

  test("is decided by the nearest node that says so", () => {
    expect(
      axisOf([
        ["LayerNormalization", "h w w", "n"],
        ["Relu", "h", "r"],
        ["Conv", "r w", "y"],
      ]),
    ).toBe(3);
  });

  test("is not decided across a transposition", () => {
    expect(
      axisOf([
        ["Transpose", "h", "t"],
        ["Conv", "t w", "y"],
      ]),
    ).toBeNull();
  });
});

describe("featureAxis of other ranks", () => {
  test("tokens have their features last, wherever the batch is, unless a convolution reads them", () => {
    expect(axisOf([["Softmax", "h", "y"]], 3, 0)).toBe(2);
    expect(axisOf([["Softmax", "h", "y"]], 3, 1)).toBe(2);
    expect(axisOf([["Softmax", "h", "y"]], 3, 2)).toBe(1);
    expect(axisOf([["Conv", "h w", "y"]], 3, 0)).toBe(1);
  });

  test("a matrix has its features where the batch is not, a vector has none", () => {
    expect([axisOf([], 2, 0), axisOf([], 2, 1), axisOf([], 1, 0)]).toEqual([1, 0, null]);
  });
});
