import { describe, expect, test } from "vitest";
import { prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { modelBytes } from "../../support/onnx-builder.js";
import { productChain, prunedWeights } from "../../support/product-chain.js";

const column = (...values: readonly number[]) => values.map((value) => [value]);

/** A convolution with an input axis of 3 · 3 · 3 before one of 8. */
const conv = modelBytes({
  inputs: [["x", "float32", ["n", 3, 4, 4]]],
  weights: [
    { name: "stem", dims: [8, 3, 3, 3], values: Array.from({ length: 216 }, (_, i) => i + 1) },
    { name: "point", dims: [1, 8, 1, 1], values: [1, 2, 3, 4, 8, 7, 6, 5] },
  ],
  nodes: [
    ["Conv", "x stem", "h"],
    ["Conv", "h point", "y"],
  ],
});

describe("nm", () => {
  test("keeps the two largest of every four inputs, of equal ones the later", () => {
    const bytes = productChain(column(1, -4, 3, 2, 5, 5, 5, 5, 0, -2, 0, 1));
    expect(prunedWeights(bytes, "nm", 0.9).flat()).toEqual([0, -4, 3, 0, 0, 0, 5, 5, 0, -2, 0, 1]);
  });

  test("does so at any level above 0, where the dense model stays", () => {
    const bytes = productChain(column(1, 2, 3, 4));
    for (const level of [0.01, 0.5, 0.99]) expect(prunedWeights(bytes, "nm", level).flat()).toEqual([0, 0, 3, 4]);
    expect(prunedWeights(bytes, "nm", 0).flat()).toEqual([1, 2, 3, 4]);
  });

  test("goes along inputs where they lie across, too", () => {
    const bytes = productChain([
      [1, 8],
      [2, 7],
      [3, 6],
      [4, 5],
    ]);
    expect(prunedWeights(bytes, "nm", 0.5).flat()).toEqual([0, 8, 0, 7, 3, 0, 4, 0]);
  });

  test("refuses an input axis that 4 does not divide, by name and length", () => {
    expect(() => prunedWeights(conv, "nm", 0.5)).toThrow(
      'm: weight "stem" of Conv "h": 4 does not divide its input axis of 27; leave such weights dense',
    );
  });

  test("leaves such a weight dense where that is asked for, and says so", () => {
    const pruner = prunerOf(readModel(conv, "m"), { method: "nm", leaveDense: true });
    expect(pruner.notes).toEqual(['weight "stem" of Conv "h" stays dense: 4 does not divide its input axis of 27']);
    const { layers } = pruner.at(0.5);
    expect(layers).toEqual([
      { name: "stem", size: 216, zeros: 0 },
      { name: "point", size: 8, zeros: 4 },
    ]);
    expect(prunedWeights(conv, "nm", 0.5, { leaveDense: true })[1]).toEqual([0, 0, 3, 4, 8, 7, 0, 0]);
  });

  test("refuses a model with no other weights even then", () => {
    const bytes = productChain(column(1, 2, 3));
    expect(() => prunedWeights(bytes, "nm", 0.5, { leaveDense: true })).toThrow(
      "m: 4 divides the input axis of none of its 1 weights",
    );
  });
});
