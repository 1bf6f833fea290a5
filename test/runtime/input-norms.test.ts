import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { prunableLayers } from "../../src/onnx/pruning/prunable-layers.js";
import { inputNorms } from "../../src/runtime/input-norms.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import golden from "../golden/prune.json" with { type: "json" };
import { temporaryFolder } from "../support/command.js";
import { modelBytes, type NodeLine, type ValueSpec } from "../support/onnx-builder.js";
import { ROOT } from "../support/source-files.js";

const engine = nodeEngine(1);
const IMAGES = `npy:${ROOT}test/golden/prune/images.npy`;
const images = await openDataset(IMAGES);
const folder = temporaryFolder();
afterAll(() => Promise.all([engine.close(), images.close()]));

async function normsOf(file: string, data = images, batch?: number) {
  const model = await openModel(file);
  return inputNorms(engine, model, prunableLayers(model.onnx), data, { batch });
}

/** A model over the golden images, whose channels' means go through a product. */
function written(name: string, spec: { nodes: readonly NodeLine[]; opset?: number; batch?: number | string }): string {
  const { nodes, opset = 17, batch = "n" } = spec;
  const inputs: ValueSpec[] = [["x", "float32", [batch, 4, 8, 8]]];
  const weights = [
    { name: "w", dims: [4, 4], values: Array.from({ length: 16 }, (_, i) => i + 1) },
    { name: "huge", dims: [1], values: [1e30] },
  ];
  const outputs: ValueSpec[] = [["y", "float32", ["n", 4]]];
  const file = join(folder, `${name}.onnx`);
  writeFileSync(file, modelBytes({ inputs, outputs, weights, nodes, opset }));
  return file;
}

const POOLED: NodeLine[] = [
  ["GlobalAveragePool", "x", "g"],
  ["Flatten", "g", "f", { axis: { int: 1 } }],
];

describe("inputNorms", () => {
  test.each([undefined, 5])("are those of the reference in every orientation, at %s images a run", async (batch) => {
    const { norms, n } = await normsOf(`${ROOT}test/golden/prune/network.onnx`, images, batch);
    expect([n, [...norms.keys()]]).toEqual([24, Object.keys(golden.inputNorms)]);
    for (const [name, expected] of Object.entries(golden.inputNorms)) {
      const found = norms.get(name) ?? new Float64Array();
      expect(found.length, name).toBe(expected.length);
      // A feature that is 0 for every image has a norm of exactly 0.
      const errors = expected.map((norm, i) => Math.abs((found[i] ?? Number.NaN) - norm) / (norm || 1e-30));
      expect(Math.max(...errors), name).toBeLessThan(1e-5);
    }
  });

  test("are the same under operator set 18, on either side of a product and of a Gemm", async () => {
    const plain = await normsOf(written("plain", { nodes: [...POOLED, ["MatMul", "f w", "y"]] }));
    const expected = [...(plain.norms.get("w") ?? [])];
    expect(expected).toHaveLength(4);
    const turned: NodeLine[] = [...POOLED, ["Transpose", "f", "t"]];
    const orientations: readonly (readonly NodeLine[])[] = [
      [...POOLED, ["MatMul", "f w", "y"]],
      [...turned, ["MatMul", "w t", "u"], ["Transpose", "u", "y"]],
      [...turned, ["Gemm", "t w", "y", { transA: { int: 1 } }]],
      [...turned, ["Gemm", "w t", "u"], ["Transpose", "u", "y"]],
      [...POOLED, ["Gemm", "w f", "u", { transB: { int: 1 } }], ["Transpose", "u", "y"]],
    ];
    for (const opset of [13, 18])
      for (const [k, nodes] of orientations.entries()) {
        const { norms } = await normsOf(written(`turned-${opset}-${k}`, { nodes, opset }));
        for (const [i, norm] of expected.entries()) expect(norms.get("w")?.[i], `${opset}, ${k}`).toBeCloseTo(norm, 5);
      }
  });

  test("leave out what does not fill a fixed batch, and refuse fewer images than one", async () => {
    const file = written("fixed", { nodes: [...POOLED, ["MatMul", "f w", "y"]], batch: 5 });
    const first = await openDataset(IMAGES, { limit: 20 });
    const { norms, n } = await normsOf(file);
    expect([n, norms]).toEqual([20, (await normsOf(file, first)).norms]);
    const few = await openDataset(IMAGES, { limit: 4 });
    await expect(normsOf(file, few)).rejects.toThrow(/images\.npy: has 4 examples, and fixed takes 5 at a time/);
    await Promise.all([first.close(), few.close()]);
  });

  test("refuse activations that overflow, naming the weight", async () => {
    const file = written("huge", { nodes: [...POOLED, ["Mul", "f huge", "h"], ["MatMul", "h w", "y"]] });
    await expect(normsOf(file)).rejects.toThrow('huge: what goes into weight "w" has a norm of Infinity');
  });
});
