import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { measuringBatchNorms } from "../../src/onnx/repair/measuring-batch-norms.js";
import { measuringLayers } from "../../src/onnx/repair/measuring-layers.js";
import { repairPlan } from "../../src/onnx/repair/plan.js";
import { channelMoments } from "../../src/runtime/channel-moments.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { closeAll } from "../support/close.js";
import { watching } from "../support/watching.js";

const engine = nodeEngine(2);
const images = await openDataset("zoo:fashion", { limit: 130 });
afterAll(() => Promise.all([engine.close(), images.close()]));

/** How many images were run together, and what was found. */
async function batchesOf(name: string, limit: number, options = {}) {
  const model = await openModel(`zoo:${name}`);
  const plan = repairPlan(model.onnx);
  const graph =
    plan.kind === "repair" ? measuringLayers(model.onnx, plan.layers) : measuringBatchNorms(model.onnx, plan.nodes);
  const sizes: number[] = [];
  const seen = watching(engine, (feeds) => sizes.push(Object.values(feeds)[0]?.dims[0] ?? 0));
  const some: Dataset = { ...images, n: limit };
  return { sizes, moments: await channelMoments(seen, model, graph, some, options) };
}

describe("channelMoments", () => {
  test("normalises up to a hundred small images together, in equal parts of at least sixteen", async () => {
    expect((await batchesOf("resnet-1", 130)).sizes).toEqual([65, 65]);
    expect((await batchesOf("resnet-1", 16)).sizes).toEqual([16]);
  });

  test("of images that do not hang on each other it takes as many as any run, and the moments are the same", async () => {
    const few = await batchesOf("clip-resnet-1", 40, { batch: 7 });
    expect(few.sizes).toEqual([6, 7, 7, 6, 7, 7]);
    const { sizes, moments } = await batchesOf("clip-resnet-1", 40, { batch: 40 });
    expect(sizes).toEqual([40]);
    for (const [k, { mean, variance }] of moments.entries()) {
      const most = Math.sqrt(Math.max(...variance));
      closeAll(few.moments[k]?.mean ?? [], mean, 1e-5 * most);
      closeAll(few.moments[k]?.variance ?? [], variance, 1e-4 * most ** 2);
    }
  });
});
