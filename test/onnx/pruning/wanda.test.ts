import { describe, expect, test } from "vitest";
import { modelBytes } from "../../support/onnx-builder.js";
import { productChain, prunedWeights } from "../../support/product-chain.js";

const norms = (...values: readonly number[]) => ({ inputNorms: new Map([["w0", Float64Array.from(values)]]) });
const matrix = productChain([
  [1, 4],
  [2, 3],
  [3, 2],
  [4, 1],
]);

describe("wanda", () => {
  test("weighs each input by its norm, output channel by output channel", () => {
    expect(prunedWeights(matrix, "wanda", 0.5, norms(1, 1, 1, 1)).flat()).toEqual([0, 4, 0, 3, 3, 0, 4, 0]);
    expect(prunedWeights(matrix, "wanda", 0.5, norms(9, 1, 1, 1)).flat()).toEqual([1, 4, 0, 3, 0, 0, 4, 0]);
  });

  test("takes floor(s·inputs) of each row, and ties in the order of the row", () => {
    expect(prunedWeights(matrix, "wanda", 0.49, norms(1, 1, 1, 1)).flat()).toEqual([0, 4, 2, 3, 3, 2, 4, 0]);
    expect(prunedWeights(matrix, "wanda", 0.5, norms(0, 0, 0, 1)).flat()).toEqual([0, 0, 0, 0, 3, 2, 4, 1]);
    expect(prunedWeights(matrix, "wanda", 0.2, norms(1, 1, 1, 1)).flat()).toEqual([1, 4, 2, 3, 3, 2, 4, 1]);
  });

  test("gives each group of a convolution the norms of its own inputs", () => {
    const bytes = modelBytes({
      inputs: [["x", "float32", ["n", 4, 1, 2]]],
      weights: [{ name: "w0", dims: [2, 2, 1, 2], values: [1, 2, 3, 4, 1, 2, 3, 4] }],
      nodes: [["Conv", "x w0", "y", { group: { int: 2 } }]],
    });
    expect(prunedWeights(bytes, "wanda", 0.5, norms(10, 1, 1, 10)).flat()).toEqual([1, 2, 0, 0, 0, 0, 3, 4]);
  });

  test("refuses norms that are missing, too few or no numbers, and stacks of matrices", () => {
    const wrong = (found: string) => `wanda: expected the norms of 4 input features of "w0", found ${found}`;
    expect(() => prunedWeights(matrix, "wanda", 0.5)).toThrow(new RangeError(wrong("none")));
    expect(() => prunedWeights(matrix, "wanda", 0.5, norms(1, 1))).toThrow(new RangeError(wrong("2 numbers")));
    expect(() => prunedWeights(matrix, "wanda", 0.5, norms(1, 1, Number.NaN, 1))).toThrow(RangeError);
    const stack = modelBytes({
      inputs: [["x", "float32", ["n", 2, 1, 2]]],
      weights: [{ name: "w0", dims: [2, 2, 1], values: [1, 2, 3, 4] }],
      nodes: [["MatMul", "x w0", "y"]],
    });
    expect(() => prunedWeights(stack, "wanda", 0.5, norms(1, 1))).toThrow("is a stack of 2 matrices");
  });
});
