import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { zeroShotLogits } from "../../src/measures/predictive/zero-shot.js";
import { jointLogitScale, type LogitLine } from "../../src/runtime/joint-logit-scale.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { textFeeds } from "../../src/runtime/text-feeds.js";
import type { TextPlan } from "../../src/runtime/text-plan.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { ramp, runModel } from "../onnx/run-model.js";
import { close } from "../support/close.js";
import { describeField, field } from "../support/field.js";
import { imageTowerBytes, type JointSpec, jointBytes } from "../support/towers.js";
import { watching } from "../support/watching.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());
const { write } = temporaryFolder();

const TOKENS = [[2, 4, 7, 3], [2, 8, 3], [5], [6, 9]];

function planOf(tokens: readonly (readonly number[])[]): TextPlan {
  return { captions: tokens.map(String), tokens, length: null, pad: 0, side: "right", notes: [] };
}

async function lineOf(spec: JointSpec, tokens = TOKENS): Promise<LogitLine> {
  const line = await jointLogitScale(engine, await openModel(write("joint.onnx", jointBytes(spec))), planOf(tokens));
  return line ?? { scale: Number.NaN, bias: Number.NaN };
}

describe("jointLogitScale", () => {
  test.each<[string, JointSpec]>([
    ["whose shapes are open", {}],
    ["of fixed batches", { images: 3, batch: 2, length: 5 }],
    ["of a batch that the texts do not fill", { images: 1, batch: 7 }],
    ["that adds a constant to all logits", { bias: -10 }],
  ])("is what a joint graph %s multiplies cosines by", async (_, spec) => {
    const { scale, bias } = await lineOf({ ...spec, scale: 12.5 });
    close(scale, 12.5, 1e-4);
    expect(Math.abs(bias - (spec.bias ?? 0))).toBeLessThan(1e-4);
  });

  test("is what a joint graph in float16 multiplies cosines by, as far as its digits go", async () => {
    const { scale, bias } = await lineOf({ isHalf: true, scale: 12.5, bias: -10 });
    close(scale, 12.5, 2e-2);
    expect(Math.abs(bias + 10)).toBeLessThan(2e-2);
    expect(await fault(() => lineOf({ isHalf: true, power: 3 }))).toContain("are no multiple of the cosines");
  });

  test("is found in one run of two images and few texts, however many there are", async () => {
    const many = Array.from({ length: 5000 }, (_, i) => [1 + (i % 11), 4 + (i % 7)]);
    const seen: unknown[] = [];
    const seeing = watching(engine, ({ input_ids, pixel_values }) => seen.push([input_ids?.dims, pixel_values?.dims]));
    const model = await openModel(write("joint.onnx", jointBytes({ scale: 3 })));
    close((await jointLogitScale(seeing, model, planOf(many)))?.scale ?? Number.NaN, 3, 1e-4);
    expect(seen).toEqual([
      [
        [64, 2],
        [2, 3, 8, 8],
      ],
    ]);
  });

  test("refuses logits that are no multiple of the cosines", async () => {
    expect(await fault(() => lineOf({ power: 3 }))).toBe(
      "unsupported: joint: its logits_per_image are no multiple of the cosines of its embeddings; give --logit-scale NUMBER",
    );
  });

  test("is null for a graph without such logits, and for images of a size that nothing says", async () => {
    const alone = await openModel(write("alone.onnx", imageTowerBytes()));
    expect(await jointLogitScale(engine, alone, planOf(TOKENS))).toBeNull();
    const joint = await openModel(write("joint.onnx", jointBytes()));
    const { whole } = joint;
    const silent = { ...whole, outputs: whole.outputs.filter(({ name }) => name !== "logits_per_image") };
    expect(await jointLogitScale(engine, { ...joint, whole: silent }, planOf(TOKENS))).toBeNull();
    const open = whole.inputs.map((input) =>
      input.name === "pixel_values" ? { ...input, dims: ["n", 3, "height", "width"] } : input,
    );
    const opened = { ...joint, whole: { ...whole, inputs: open } };
    expect(await jointLogitScale(engine, opened, planOf(TOKENS))).toBeNull();
    const crop = { height: 8, width: 8, rounding: "transformers", fill: [0] } as const;
    const config = { ...joint.preprocess.config, crop };
    const sized = { ...opened, preprocess: { ...joint.preprocess, config } };
    close((await jointLogitScale(engine, sized, planOf(TOKENS)))?.scale ?? Number.NaN, 7.5, 1e-4);
  });
});

describeField("the scale of an exported CLIP", () => {
  const texts = Array.from({ length: 10 }, (_, i) => Array.from({ length: 3 + (i % 6) }, (_, k) => 1 + 3 * i + k));

  test("is the 14.2848 that it was exported with", async () => {
    const model = await openModel(field("models/formats/hf-clip.dynamo.onnx"));
    close((await jointLogitScale(engine, model, planOf(texts)))?.scale ?? Number.NaN, 14.2848, 1e-4 / 14);
  });

  test("makes of its embeddings the logits that it gives itself", async () => {
    const file = field("models/formats/hf-clip.dynamo.onnx");
    const model = await openModel(file);
    const scale = (await jointLogitScale(engine, model, planOf(texts)))?.scale ?? Number.NaN;
    const run = { batch: 10, length: 8, pad: 0, side: "right" } as const;
    const fed = textFeeds("clip", model.whole.inputs.slice(1), texts, run);
    const feeds = { ...(fed as Record<string, { dims: readonly number[]; data: BigInt64Array }>) };
    const given = await runModel(readFileSync(file), { pixel_values: ramp([2, 3, 32, 32]), ...feeds });
    const rows = (name: string) => {
      const { dims: [n = 0, d = 0] = [], data = [] } = given[name] ?? {};
      return { rows: n, columns: d, data: Float64Array.from(data) };
    };
    const logits = zeroShotLogits(rows("image_embeds"), rows("text_embeds"), scale);
    expect(logits).toMatchObject({ rows: 2, columns: 10 });
    for (const [i, value] of rows("logits_per_image").data.entries())
      expect(Math.abs((logits.data[i] ?? Number.NaN) - value)).toBeLessThan(1e-4);
  });
});
