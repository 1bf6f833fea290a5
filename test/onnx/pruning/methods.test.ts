import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { PRUNING_METHODS, pruningMethodNames } from "../../../src/onnx/pruning/methods.js";
import { prunableLayers } from "../../../src/onnx/pruning/prunable-layers.js";
import { passed, prunerOf } from "../../../src/onnx/pruning/pruner.js";
import { readModel } from "../../../src/onnx/read-model.js";
import golden from "../../golden/prune.json" with { type: "json" };
import { modelBytes, type NodeLine, type TensorSpec } from "../../support/onnx-builder.js";
import { ROOT } from "../../support/source-files.js";
import { ramp, runModel } from "../run-model.js";

const network = readModel(new Uint8Array(readFileSync(`${ROOT}test/golden/prune/network.onnx`)), "network");
const inputNorms = new Map(Object.entries(golden.inputNorms).map(([name, norms]) => [name, Float64Array.from(norms)]));
const LEVELS = [0.1, 0.35, 0.5, 0.8, 0.97];

/** A network with everything that must stay: an embedding, norms, biases, and layers that share a weight. */
function withAll(opset: number): Uint8Array {
  const square = (name: string): TensorSpec => ({
    name,
    dims: [4, 4],
    values: Array.from({ length: 16 }, (_, i) => Math.sin(i + 1)),
  });
  const vector = (name: string): TensorSpec => ({ name, dims: [4], values: [0.5, -0.1, 0.01, 2] });
  const nodes: NodeLine[] = [
    ["Gather", "table x", "e"],
    ["LayerNormalization", "e scale shift", "n"],
    ["MatMul", "n w", "p"],
    ["Add", "p bias", "h"],
    ["Transpose", "w", "t"],
    ["Gemm", "h t gemm.bias", "g"],
    ["MatMul", "g v", "y"],
  ];
  const weights = [square("w"), square("v"), { ...square("table"), values: square("table").values.map((x) => x / 10) }];
  const vectors = ["scale", "shift", "bias", "gemm.bias"].map(vector);
  const inputs = [["x", "int64", ["n"]]] as const;
  return modelBytes({ opset, inputs, outputs: ["y"], weights: [...weights, ...vectors], nodes });
}

const ofAll = new Map(["w", "v"].map((name) => [name, Float64Array.of(1, 2, 3, 4)]));

describe("the table of methods", () => {
  test("names the seven", () => {
    expect(pruningMethodNames).toEqual(["global", "layer", "random", "lamp", "structured", "nm", "wanda"]);
    for (const { about } of Object.values(PRUNING_METHODS)) expect(about).toMatch(/^[a-z]|^the/);
  });

  describe.each(pruningMethodNames)("%s", (method) => {
    const pruner = prunerOf(network, { method, inputNorms });

    test("gives the dense model at level 0, and leaves it as it was", () => {
      const before = new Uint8Array(network.bytes);
      expect(pruner.at(0).bytes).toEqual(before);
      pruner.at(0.9);
      expect(network.bytes).toEqual(before);
    });

    test("gives what differs tensor by tensor, each once, and counts as the whole does", () => {
      for (const level of [0, ...LEVELS]) {
        const bytes = new Uint8Array(pruner.dense.bytes);
        const starts: number[] = [];
        const counts = passed(pruner.tensorsAt(level), ({ start, bytes: values }) => {
          bytes.set(values, start);
          starts.push(start);
        });
        expect({ bytes, ...counts }).toEqual(pruner.at(level));
        expect([new Set(starts).size, starts.length > 0]).toEqual([starts.length, level > 0]);
      }
    });

    test("zeroes more at each level, and counts what is zero in the file", () => {
      let before = 0;
      for (const level of LEVELS) {
        const { bytes, layers, zeros, prunable, realSparsity } = pruner.at(level);
        const again = prunerOf(readModel(bytes), { method: "global" }).at(0);
        expect([again.zeros, again.layers, again.realSparsityAll]).toEqual([
          zeros,
          layers,
          pruner.at(level).realSparsityAll,
        ]);
        expect([layers.reduce((sum, layer) => sum + layer.zeros, 0), realSparsity]).toEqual([zeros, zeros / prunable]);
        expect(zeros).toBeGreaterThanOrEqual(before);
        before = zeros;
      }
    });

    test("takes a model that is pruned already: its zeros go first, and pruning it again changes nothing", () => {
      const { bytes, zeros } = pruner.at(0.5);
      const again = prunerOf(readModel(bytes), { method, inputNorms }).at(0.5);
      expect([again.zeros, again.bytes]).toEqual([zeros, bytes]);
    });

    test("leaves norms and embeddings, prunes a shared weight once, and every other byte stays, above opset 17 too", async () => {
      for (const opset of [17, 23]) {
        const model = readModel(withAll(opset), "m");
        const { bytes, layers } = prunerOf(model, { method, inputNorms: ofAll }).at(0.6);
        expect(layers.map(({ name, size }) => [name, size])).toEqual([
          ["w", 16],
          ["v", 16],
        ]);
        expect(layers.reduce((sum, layer) => sum + layer.zeros, 0)).toBeGreaterThan(0);
        const free = new Uint8Array(bytes.length);
        const editable = method === "structured" ? ["w", "v", "bias"] : ["w", "v"];
        for (const name of editable) {
          const values = model.initializers.get(name)?.values;
          free.fill(1, values?.start, values?.end);
        }
        expect(bytes.findIndex((byte, i) => byte !== model.bytes[i] && free[i] === 0)).toBe(-1);
      }
      const { bytes } = prunerOf(readModel(withAll(17)), { method, inputNorms: ofAll }).at(0.6);
      const { y } = await runModel(bytes, { x: { dims: [2], data: BigInt64Array.of(1n, 3n) } });
      expect(y?.data.every(Number.isFinite)).toBe(true);
    });

    test("what it writes runs", async () => {
      const { logits } = await runModel(pruner.at(0.5).bytes, { images: ramp([2, 4, 8, 8]) });
      expect(logits?.dims).toEqual([2, 10]);
      expect(logits?.data.every(Number.isFinite)).toBe(true);
    });

    test("leaves the head out where that is asked for", () => {
      const kept = prunerOf(network, { method, inputNorms, keepHead: true });
      const { layers, prunable, bytes } = kept.at(0.9);
      const all = prunableLayers(network).map(({ name }) => name);
      expect([kept.head, layers.map(({ name }) => name)]).toEqual(["head", all.filter((name) => name !== "head")]);
      expect(prunable).toBe(pruner.prunable - 80);
      const { start = 0, end = 0 } = network.initializers.get("head")?.values ?? {};
      expect(bytes.subarray(start, end)).toEqual(network.bytes.subarray(start, end));
    });
  });
});
