import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readModel } from "../../src/onnx/read-model.js";
import { methodGap, pruningGap } from "../../src/study/level-pruner.js";
import { exported } from "../support/export-nets.js";
import { goldenFile } from "../support/golden-models.js";
import { modelBytes, type NodeLine } from "../support/onnx-builder.js";
import { quantisedCopy } from "../support/quantised-copy.js";

const gapOf = (bytes: Uint8Array, keepHead = false) => pruningGap(readModel(bytes, "m"), { keepHead });
const dense = readFileSync(goldenFile("a.onnx"));

/** A network of one product with a weight, or without one. */
function tiny(...nodes: readonly NodeLine[]): Uint8Array {
  return modelBytes({
    inputs: [["x", "float32", ["n", 4]]],
    outputs: [["y", "float32", ["n", 2]]],
    weights: [{ name: "w", dims: [4, 2], values: new Array(8).fill(1) }],
    nodes,
  });
}

describe("pruningGap", () => {
  test("is none of a network with weights of its own type", () => {
    expect(gapOf(dense)).toBeNull();
    expect(gapOf(exported({ type: "float16" }))).toBeNull();
  });

  test.each([
    ["quantised weights", quantisedCopy(dense), /^m: cannot be pruned: node ".+" has a quantised weight \(Deq/],
    ["dynamic quantisation", exported({ quantised: "dynamic" }), /is quantised \(MatMulInteger\)$/],
    ["bfloat16", exported({ type: "bfloat16" }), /has a weight of type bfloat16$/],
    ["no weight", tiny(["ReduceMean", "x", "y"]), /^m: has no convolution, Gemm or MatMul with a weight to prune$/],
  ])("names %s", (_, bytes, why) => expect(gapOf(bytes)).toMatch(why));

  test("of a network whose only weight is its head is that the head is kept", () => {
    const bytes = tiny(["MatMul", "x w", "y"]);
    expect(gapOf(bytes)).toBeNull();
    expect(gapOf(bytes, true)).toMatch(/with a weight to prune besides its head "w"$/);
  });
});

describe("methodGap", () => {
  const bytes = modelBytes({
    inputs: [["x", "float32", ["n", 6]]],
    outputs: [["y", "float32", ["n", 4]]],
    weights: [{ name: "w", dims: [6, 4], values: new Array(24).fill(1) }],
    nodes: [["MatMul", "x w", "y"]],
  });
  const gap = (prune: "nm" | "global", leaveDense = false) =>
    methodGap(readModel(bytes, "m"), { prune, leaveDense, keepHead: false });

  test("is none of methods that take any weight", () => expect(gap("global")).toBeNull());

  test("names the weight that nm cannot divide, or says that it can divide none", () => {
    expect(gap("nm")).toMatch(/^m: weight "w".*4 does not divide its input axis of 6;/);
    expect(gap("nm", true)).toBe("m: 4 divides the input axis of none of its 1 weights");
  });
});
