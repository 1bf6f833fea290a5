import { afterAll, describe, expect, test } from "vitest";
import type { PoolingChoice } from "../../src/onnx/pooling.js";
import { withDims } from "../../src/onnx/tap.js";
import { dimsOutputs, layerTaps } from "../../src/runtime/layer-taps.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { type Model, openModel } from "../../src/runtime/open-model.js";
import { withSession } from "../../src/runtime/with-session.js";
import { goldenFile } from "../support/golden-models.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const input = { name: "images", batch: null, shape: [3, 8, 8] } as const;

function tapsOf(model: Model, tensors: readonly string[], pool: PoolingChoice) {
  const graph = withDims(model.onnx, dimsOutputs(tensors));
  return withSession(engine, model.name, graph, (session) => layerTaps(session, model, input, tensors, pool));
}

async function taps(file: string, tensors: readonly string[], pool: PoolingChoice) {
  const model = await openModel(goldenFile(file));
  const found = await tapsOf(model, tensors, pool);
  return found.map(({ tensor, rank, batchAxis, featureAxis, pooling }) => ({
    tensor,
    rank,
    batchAxis,
    featureAxis,
    pooling,
  }));
}

describe("layerTaps", () => {
  test("pools N×C×H×W over space and leaves N×p as it is", async () => {
    expect(await taps("a.onnx", ["block1.sum", "flat", "logits"], "mean")).toEqual([
      { tensor: "block1.sum", rank: 4, batchAxis: 0, featureAxis: 1, pooling: "gap" },
      { tensor: "flat", rank: 2, batchAxis: 0, featureAxis: 1, pooling: "none" },
      { tensor: "logits", rank: 2, batchAxis: 0, featureAxis: 1, pooling: "none" },
    ]);
  });

  test("takes tokens as the user asks, and only tokens for cls", async () => {
    const [token] = await taps("vit.onnx", ["block1.mlp.sum"], "cls");
    expect(token).toMatchObject({ rank: 3, batchAxis: 0, featureAxis: 2, pooling: "cls" });
    const [space] = await taps("a.onnx", ["block1.sum"], "cls");
    expect(space).toMatchObject({ pooling: "gap" });
    const [flat] = await taps("a.onnx", ["block1.sum"], "flatten");
    expect(flat).toMatchObject({ pooling: "flatten" });
  });

  test("refuses a tensor without the batch in it, naming it and its shape", async () => {
    const model = await openModel(goldenFile("vit.onnx"));
    const shape = model.onnx.nodes.find(({ opType }) => opType === "Shape")?.outputs[0] ?? "";
    await expect(tapsOf(model, [shape], "mean")).rejects.toThrow(`vit, tensor ${shape}: no axis of [4] is the batch`);
  });
});
