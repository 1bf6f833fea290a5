import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { readModel } from "../../src/onnx/read-model.js";
import { measuringBatchNorms } from "../../src/onnx/repair/measuring-batch-norms.js";
import { measuringLayers } from "../../src/onnx/repair/measuring-layers.js";
import { repairPlan } from "../../src/onnx/repair/plan.js";
import { channelMoments } from "../../src/runtime/channel-moments.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { type Model, openModel } from "../../src/runtime/open-model.js";
import { closeAll } from "../support/close.js";
import { modelBytes } from "../support/onnx-builder.js";
import { watching } from "../support/watching.js";

const engine = nodeEngine(2);
const images = await openDataset("zoo:fashion", { limit: 130 });
afterAll(() => Promise.all([engine.close(), images.close()]));

/** How many images were run together, and what was found. */
async function batchesOf(name: string, n: number, options = {}) {
  return batchesIn(await openModel(`zoo:${name}`), { ...images, n }, options);
}

async function batchesIn(model: Model, data: Dataset, options = {}) {
  const plan = repairPlan(model.onnx);
  const graph =
    plan.kind === "repair" ? measuringLayers(model.onnx, plan.layers) : measuringBatchNorms(model.onnx, plan.nodes);
  const sizes: number[] = [];
  const seen = watching(engine, (feeds) => sizes.push(Object.values(feeds)[0]?.dims[0] ?? 0));
  return { sizes, moments: await channelMoments(seen, model, graph, data, options) };
}

describe("channelMoments", () => {
  test("normalises up to a hundred small images together, in equal parts of at least sixteen", async () => {
    expect((await batchesOf("resnet-1", 130)).sizes).toEqual([65, 65]);
    expect((await batchesOf("resnet-1", 16)).sizes).toEqual([16]);
  });

  test.each([
    [16, [16]],
    [31, [31]],
    [32, [16, 16]],
    [50, [16, 17, 17]],
  ])("normalises sixteen photographs or a few more together: of %i", async (n, sizes) => {
    const bytes = modelBytes({
      inputs: [["x", "float32", ["n", 3, 224, 224]]],
      outputs: ["y"],
      weights: ["scale", "shift", "mean", "variance"].map((name) => ({ name, dims: [3], values: [1, 1, 1] })),
      nodes: [["BatchNormalization", "x scale shift mean variance", "y"]],
    });
    const photographs: Dataset = {
      ...images,
      n,
      images: { kind: "float32", shape: [3, 224, 224] },
      read: async (from, to) => new Float32Array((to - from) * 3 * 224 * 224),
    };
    const model = { ...(await openModel("zoo:resnet-1")), onnx: readModel(bytes) };
    expect((await batchesIn(model, photographs)).sizes).toEqual(sizes);
  });

  test("of images that do not hang on each other it takes what a usual run takes, and the moments are the same", async () => {
    const few = await batchesOf("clip-resnet-1", 40, { batch: 7 });
    expect(few.sizes).toEqual([6, 7, 7, 6, 7, 7]);
    const { sizes, moments } = await batchesOf("clip-resnet-1", 40, { batch: 40 });
    expect(sizes).toEqual([40]);
    for (const [k, { mean, variance }] of moments.entries()) {
      closeAll(few.moments[k]?.mean ?? [], mean, 1e-5);
      closeAll(few.moments[k]?.variance ?? [], variance, 1e-4);
    }
  });
});
