import { describe, expect, test } from "vitest";
import { prunableLayers } from "../../../src/onnx/pruning/prunable-layers.js";
import { weightAxes } from "../../../src/onnx/pruning/weight-axes.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { modelBytes, type NodeLine } from "../../support/onnx-builder.js";

function axes(dims: readonly number[], ...nodes: readonly NodeLine[]) {
  const size = dims.reduce((product, dim) => product * dim, 1);
  const weights = [
    { name: "w", dims, values: Array.from({ length: size }, (_, i) => i) },
    { name: "shape", type: "int64" as const, dims: [2], values: [-1, 2] },
    { name: "odd", type: "int64" as const, dims: [2], values: [0, -1] },
    { name: "first", type: "int64" as const, dims: [1], values: [0] },
  ];
  const model = readModel(modelBytes({ inputs: [["x", "float32", ["n", 2]]], weights, nodes }), "m");
  const [layer] = prunableLayers(model);
  if (layer === undefined) throw new Error("no layer");
  const { rows, columns, ...rest } = weightAxes(model, layer);
  return { matrix: Array.from(rows, (row) => Array.from(columns, (column) => row + column)), ...rest };
}

const PLAIN = { groups: 1, places: 1, matrices: 1 };
const UPRIGHT = {
  ...PLAIN,
  matrix: [
    [0, 1, 2],
    [3, 4, 5],
  ],
};
const ACROSS = {
  ...PLAIN,
  matrix: [
    [0, 3],
    [1, 4],
    [2, 5],
  ],
};

describe("output channels are rows, their inputs columns", () => {
  test.each([
    ["MatMul on the right", ["MatMul", "x w", "y"], ACROSS],
    ["MatMul on the left", ["MatMul", "w x", "y"], UPRIGHT],
    ["Gemm", ["Gemm", "x w", "y"], ACROSS],
    ["Gemm with transB", ["Gemm", "x w", "y", { transB: { int: 1 } }], UPRIGHT],
    ["Gemm on the left", ["Gemm", "w x", "y"], UPRIGHT],
    ["Gemm on the left with transA", ["Gemm", "w x", "y", { transA: { int: 1 } }], ACROSS],
  ] as readonly (readonly [string, NodeLine, unknown])[])("of a %s", (_, node, expected) => {
    expect(axes([2, 3], node)).toEqual(expected);
  });

  test("of a vector one row, of a stack a row for each column of each matrix", () => {
    expect(axes([3], ["MatMul", "x w", "y"])).toEqual({ ...PLAIN, matrix: [[0, 1, 2]] });
    expect(axes([2, 2, 1], ["MatMul", "x w", "y"])).toEqual({
      ...PLAIN,
      matrices: 2,
      matrix: [
        [0, 1],
        [2, 3],
      ],
    });
  });

  test("of a convolution C_in · kh · kw, group by group of a transposed one", () => {
    expect(axes([2, 2, 1, 2], ["Conv", "x w", "y"])).toEqual({
      ...PLAIN,
      places: 2,
      matrix: [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
      ],
    });
    const transposed = axes([4, 1, 2], ["ConvTranspose", "x w", "y", { group: { int: 2 } }]);
    expect(transposed).toEqual({
      groups: 2,
      places: 2,
      matrices: 1,
      matrix: [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
      ],
    });
  });

  test("through Transpose, Reshape, Squeeze and Unsqueeze", () => {
    expect(axes([2, 3], ["Transpose", "w", "t"], ["MatMul", "x t", "y"])).toEqual(UPRIGHT);
    expect(axes([6], ["Reshape", "w shape", "r"], ["MatMul", "x r", "y"]).matrix).toEqual([
      [0, 2, 4],
      [1, 3, 5],
    ]);
    expect(axes([1, 2, 3], ["Squeeze", "w first", "s"], ["MatMul", "x s", "y"])).toEqual(ACROSS);
    expect(axes([2, 3], ["Unsqueeze", "w first", "u"], ["MatMul", "x u", "y"])).toEqual(ACROSS);
  });

  test("what cannot be followed is refused, naming the weight", () => {
    expect(() => axes([2, 3, 2], ["Transpose", "w", "t"], ["Reshape", "t odd", "r"], ["MatMul", "x r", "y"])).toThrow(
      'm: weight "w" of MatMul "y" has no channels to be told: its axes cannot be followed through Reshape "r"',
    );
    expect(() => axes([2, 3, 4], ["Gemm", "x w", "y"])).toThrow("it is [2, 3, 4], not a matrix");
    expect(() => axes([3, 1, 1, 1], ["Conv", "x w", "y", { group: { int: 2 } }])).toThrow("2 groups do not divide");
  });
});
