import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { openDataset } from "../../src/data/open-dataset.js";
import type { TextSource } from "../../src/data/text-source.js";
import { evaluate, tappedGraph } from "../../src/runtime/evaluate.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { responseOf } from "../../src/runtime/response.js";
import { tapModel } from "../../src/runtime/tapped-model.js";
import { type ZeroShotHead, zeroShotHead } from "../../src/runtime/zero-shot-head.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { golden, goldenTowers } from "../support/golden-towers.js";

const engine = nodeEngine(1);
let images: Dataset;
beforeAll(async () => {
  images = await openDataset(`npy:${goldenTowers("images.npy")}`);
});
afterAll(async () => {
  await images.close();
  await engine.close();
});
const { write } = temporaryFolder();

const CLASSES = write("classes.txt", golden.classes.join("\n"));
const TEMPLATES = {
  ensemble: write("ensemble.txt", golden.templates.join("\n")),
  single: write("single.txt", golden.templates[0] ?? ""),
};

/** What an image tower says of the images with a text tower; `text` is `null` for a graph of both. */
async function zeroShot(
  image: string,
  text: string | null,
  given: TextSource,
): Promise<{ logits: readonly number[]; head: ZeroShotHead }> {
  const model = await openModel(goldenTowers(image));
  const tower = text === null ? {} : { text: goldenTowers(text) };
  const head = await zeroShotHead(engine, model, { ...tower, classes: CLASSES, ...given }, null);
  const tapped = await tapModel(engine, model, images, ["auto"], "mean", head);
  const tensors = [tapped.penultimate];
  const [outputs] = await evaluate(engine, tapped, tappedGraph(tapped, tensors), tensors, [images], {});
  return { logits: [...(responseOf(tapped, outputs ?? new Map()).logits?.data ?? [])], head };
}

/** Float32 towers under logits of size 14 and 18. */
function expectClose(found: readonly number[], expected: readonly number[]): void {
  expect(found).toHaveLength(24);
  for (const [i, value] of expected.entries()) expect(Math.abs((found[i] ?? Number.NaN) - value)).toBeLessThan(1e-4);
}

const { scale: logitScale } = golden.scales.clip;
const { scale, bias } = golden.scales.siglip;
const SIGLIP = { logitScale: scale, logitBias: bias };

describe.each(["ensemble", "single"] as const)("zero-shot logits by prompts (%s) are torch's", (prompts) => {
  const templates = TEMPLATES[prompts];

  test.each([
    ["two towers without a mask", "clip/vision_model.onnx", "clip/text_model.onnx", { logitScale }],
    ["two towers with a mask", "clip/vision_model.onnx", "clip/masked_text_model.onnx", { logitScale }],
    ["one graph, its scale its own", "clip/model.onnx", null, {}],
  ])("of CLIP: %s", async (_, image, text, given) => {
    const { logits, head } = await zeroShot(image, text, { templates, ...given });
    expectClose(logits, golden.logits.clip[prompts]);
    expect(head.notes).toEqual([]);
    expect(Math.abs(head.bias)).toBeLessThan(1e-4);
  });

  test.each([
    ["two towers", "siglip/vision_model.onnx", "siglip/text_model.onnx", SIGLIP],
    ["of a fixed length and batch", "siglip/vision_model.onnx", "siglip/fixed_text_model.onnx", SIGLIP],
    ["one graph, scale and bias its own", "siglip/model.onnx", null, {}],
  ])("of SigLIP: %s", async (_, image, text, given) => {
    const { logits, head } = await zeroShot(image, text, { templates, ...given });
    expectClose(logits, golden.logits.siglip[prompts]);
    expect(head.notes).toEqual([]);
    expect(Math.abs(head.scale - scale) + Math.abs(head.bias - bias)).toBeLessThan(1e-3);
  });
});
