import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { prunableLayers } from "../../../src/onnx/pruning/prunable-layers.js";
import { prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import { tensorValues } from "../../../src/onnx/tensor-values.js";
import { unshare } from "../../../src/onnx/unshare.js";
import { describeField, field } from "../../support/field.js";
import { modelBytes, type TensorSpec } from "../../support/onnx-builder.js";
import { ramp, runModel } from "../run-model.js";

/** x (n × k) through a product, a bias and a product; the first weight comes last in the file. */
function twoLayers(first: readonly number[], second: readonly number[], bias: readonly number[] = [0, 5]) {
  return modelBytes({
    inputs: [["x", "float32", ["n", 1]]],
    outputs: [["y", "float32", ["n", 1]]],
    weights: [
      { name: "second", dims: [first.length, second.length / first.length], values: second, typed: true },
      { name: "bias", dims: [bias.length], values: bias },
      { name: "first", dims: [1, first.length], values: first },
    ],
    nodes: [
      ["MatMul", "x first", "h"],
      ["MatMul", "h second", "g"],
      ["Add", "g bias", "y"],
    ],
  });
}

function weightsOf(bytes: Uint8Array): number[] {
  const model = readModel(bytes);
  return prunableLayers(model).flatMap(({ weight }) => Array.from(tensorValues(model, weight), Number));
}

/** By its definition: order by magnitude, then by place, and make the first floor(s·N) zero. */
function bruteForce(weights: readonly number[], sparsity: number): number[] {
  const order = weights.map((_, i) => i).sort((i, j) => Math.abs(weights[i] ?? 0) - Math.abs(weights[j] ?? 0) || i - j);
  const gone = new Set(order.slice(0, Math.floor(sparsity * weights.length)));
  return weights.map((weight, i) => (gone.has(i) ? 0 : weight));
}

const layer = (size: number) =>
  fc.array(fc.oneof(fc.constantFrom(0, 1, -1, 0.5), fc.float({ noNaN: true, noDefaultInfinity: true })), {
    minLength: size,
    maxLength: size,
  });

describe("prunerOf, by magnitude over the whole model", () => {
  test("zeroes exactly the floor(s·N) smallest weights of the whole model, ties in graph order", () => {
    fc.assert(
      fc.property(layer(4), layer(12), fc.double({ min: 0, max: 0.999, noNaN: true }), (first, second, sparsity) => {
        const bytes = twoLayers(first, second);
        const pruned = prunerOf(readModel(bytes)).at(sparsity);
        const expected = bruteForce([...first, ...second], sparsity);
        expect(weightsOf(pruned.bytes).map(Math.abs)).toEqual(expected.map(Math.abs));
        expect(pruned.zeros).toBe(expected.filter((weight) => weight === 0).length);
        expect([pruned.prunable, pruned.realSparsity]).toEqual([16, pruned.zeros / 16]);
      }),
    );
  });

  test("changes nothing else, keeps the length and leaves the dense model alone, even in a Node buffer", () => {
    const bytes = Buffer.from(twoLayers([3, -1], [2, 4]));
    const before = new Uint8Array(bytes);
    const pruned = prunerOf(readModel(bytes)).at(0.5).bytes;
    expect(new Uint8Array(bytes)).toEqual(before);
    expect([pruned.length, prunerOf(readModel(bytes)).dense.bytes.length]).toEqual([before.length, before.length]);
    expect([...pruned].filter((byte, i) => byte !== before[i]).length).toBe(3);
    expect(weightsOf(pruned)).toEqual([3, 0, 0, 4]);
  });

  test("counts zeros over the prunable weights and over all parameters", () => {
    const { zeros, realSparsity, realSparsityAll } = prunerOf(readModel(twoLayers([3, 0], [2, 4]))).at(0.5);
    expect([zeros, realSparsity, realSparsityAll]).toEqual([2, 0.5, 3 / 6]);
  });

  test("one ranking serves every level, and level 0 is the dense model", () => {
    const bytes = twoLayers([3, -1], [2, 4, 5, 6]);
    const pruner = prunerOf(readModel(bytes));
    expect(pruner.at(0).bytes).toEqual(bytes);
    expect(weightsOf(pruner.at(0.99).bytes)).toEqual([0, 0, 0, 0, 0, 6]);
    expect(weightsOf(pruner.at(0.4).bytes)).toEqual([3, 0, 0, 4, 5, 6]);
  });

  test("equal weights that share one initialiser through Identity are pruned each on its own", () => {
    const bytes = modelBytes({
      inputs: [["x", "float32", ["n", 2]]],
      weights: [{ name: "w", dims: [2, 2], values: [1, 2, 3, 4] }],
      nodes: [
        ["Identity", "w", "v"],
        ["MatMul", "x w", "h"],
        ["MatMul", "h v", "y"],
      ],
    });
    expect(weightsOf(prunerOf(readModel(bytes)).at(0.4).bytes)).toEqual([0, 0, 3, 4, 0, 2, 3, 4]);
  });

  test.each([
    ["float16 in raw_data", { type: "float16", values: [0x3c00, 0x8001, 0xc000, 0x3800] }, [1, 0, -2, 0]],
    [
      "float16 in int32_data",
      { type: "float16", values: [0x3c00, 0x8001, 0xc000, 0x3800], typed: true },
      [1, 0, -2, 0],
    ],
    ["float64", { type: "float64", values: [1 + 1e-12, 1, -2, 1 - 1e-12] }, [1 + 1e-12, 0, -2, 0]],
  ] as readonly (readonly [string, Omit<TensorSpec, "dims">, number[]])[])("prunes %s", (_, weight, expected) => {
    const bytes = modelBytes({
      inputs: [["x", weight.type ?? "float32", ["n", 2]]],
      weights: [{ name: "w", dims: [2, 2], ...weight }],
      nodes: [["MatMul", "x w", "y"]],
    });
    expect(weightsOf(prunerOf(readModel(bytes)).at(0.5).bytes)).toEqual(expected);
  });

  test("what is pruned runs, float16 in varints too", async () => {
    const bytes = modelBytes({
      inputs: [["x", "float32", ["n", 2]]],
      outputs: [["y", "float32", ["n", 2]]],
      weights: [{ name: "w", type: "float16", dims: [2, 2], values: [0x3c00, 0x3801, 0xc000, 0x3801], typed: true }],
      nodes: [
        ["Cast", "w", "c", { to: { int: 1 } }],
        ["MatMul", "x c", "y"],
      ],
    });
    const x = { dims: [1, 2], data: Float32Array.of(1, 10) };
    const { y } = await runModel(prunerOf(readModel(bytes)).at(0.5).bytes, { x });
    expect(y?.data).toEqual([-19, 0]);
  });

  test("prunes only the layers it is told to", () => {
    const pruner = prunerOf(readModel(twoLayers([3, -1], [2, 4])), { only: new Set(["first"]) });
    const { layers, bytes } = pruner.at(0.5);
    expect([layers, weightsOf(bytes)]).toEqual([[{ name: "first", size: 2, zeros: 1 }], [3, 0, 2, 4]]);
  });

  test("refuses a level outside [0, 1), weights that are not finite, and models without weights", () => {
    const pruner = prunerOf(readModel(twoLayers([3], [2])));
    for (const level of [-0.1, 1, Number.NaN]) {
      expect(() => pruner.at(level)).toThrow(new RangeError(`prune: sparsity ${level} is not in [0, 1)`));
    }
    expect(() => prunerOf(readModel(twoLayers([Number.NaN], [2]), "m"))).toThrow(
      'm: weight "first" of MatMul "h" holds NaN',
    );
    const none = modelBytes({ inputs: [["x", "float32", [1]]], nodes: [["Relu", "x", "y"]] });
    expect(() => prunerOf(readModel(none, "m"))).toThrow(
      "m: has no convolution, Gemm or MatMul with a weight to prune",
    );
  });
});

describeField("prunerOf real models", () => {
  test.each([
    ["cifar10/resnet20", "input", [1, 3, 32, 32]],
    ["formats/hf-vit.script", "pixel_values", [1, 3, 32, 32]],
  ] as const)("%s keeps exactly what is to be kept, and runs", async (path, input, dims) => {
    const model = unshare(readModel(readFileSync(field(`models/${path}.onnx`))));
    const pruner = prunerOf(model);
    const dense = weightsOf(model.bytes);
    expect(pruner.prunable).toBe(dense.length);
    for (const level of [0.5, 0.9]) {
      const { bytes } = pruner.at(level);
      const expected = bruteForce(dense, level);
      expect(weightsOf(bytes).findIndex((weight, i) => weight !== expected[i])).toBe(-1);
      const { logits } = await runModel(bytes, { [input]: ramp(dims) });
      expect(logits?.data.every(Number.isFinite)).toBe(true);
    }
  });
});
