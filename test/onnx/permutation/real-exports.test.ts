import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { readModel } from "../../../src/onnx/read-model.js";
import { imageTower } from "../../../src/onnx/towers.js";
import { unshare } from "../../../src/onnx/unshare.js";
import { nodeEngine } from "../../../src/runtime/node-engine.js";
import { unitsGap } from "../../../src/runtime/units-gap.js";
import { describeField, field } from "../../support/field.js";
import { foundUnits, sizesOf } from "../../support/found-units.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const times = (count: number, ...sizes: readonly string[]) => Array.from({ length: count }, () => sizes).flat();

/** Fire modules: what is squeezed, then a branch of 1 × 1 and one of 3 × 3. */
const fire = (...widths: readonly (readonly [number, number])[]) =>
  widths.flatMap(([squeezed, wide]) => [`${squeezed}`, `${wide}`, `${wide}`]);

/** Expansions of a stage, whose stream comes after the first of them. */
const stage = (stream: number, first: number, others: number) => [
  `${first}`,
  `${stream}`,
  ...times(others, `${6 * stream}`),
];

/**
 * Stages of so many blocks of 16, 32 and 64 whose short cuts are padded with zeros: half of a stage's stream is the stream of the one
 * before, the other half is its own.
 */
const padded = (blocks: number) => [
  ...["16", ...times(blocks, "16")],
  ...["16", ...times(blocks, "32")],
  ...["32", ...times(blocks, "64")],
];

const MOBILENET_V2 = [
  // The stem and its depthwise convolution, the first block's narrow output, and then each stage.
  ...["32", "16"],
  ...stage(24, 96, 1),
  ...stage(32, 144, 2),
  ...stage(64, 192, 3),
  ...stage(96, 384, 2),
  ...stage(160, 576, 2),
  ...["960", "320", "1280"],
];

describeField("real exports", () => {
  test.each<[string, number, readonly string[]]>([
    ["formats/hf-vit.script", 32, ["48", ...times(4, "4 × (12, 12)", "96")]],
    ["formats/hf-vit.dynamo", 32, ["48", ...times(4, "4 × (12, 12)", "96")]],
    ["formats/hf-clip.dynamo", 32, ["32", ...times(3, "4 × (8, 8)", "64")]],
    // Two blocks a stage, a stream a stage: the stem's is the first one's.
    ["formats/hf-resnet.dynamo", 32, ["16", "16", "16", "32", "32", "32", "64", "64", "64"]],
    ["cifar10/resnet20", 32, padded(3)],
    ["cifar10/resnet56", 32, padded(9)],
    ["imagenet/mobilenet_v1_0.25_128", 128, ["8", "16", "32", "32", "64", "64", ...times(6, "128"), "256", "256"]],
    [
      "imagenet/squeezenet_1.0_227",
      227,
      ["96", ...fire([16, 64], [16, 64], [32, 128], [32, 128], [48, 192], [48, 192], [64, 256], [64, 256])],
    ],
    ["imagenet/mobilenet_v2_1.0_224", 224, MOBILENET_V2],
  ])("%s has the units of its architecture, and they may change places", async (path, side, expected) => {
    const whole = readModel(readFileSync(field(`models/${path}.onnx`)), path);
    const onnx = unshare(path.includes("clip") ? imageTower(whole) : whole);
    const [images] = onnx.inputs;
    const batch = typeof images?.dims?.[0] === "number" ? images.dims[0] : null;
    const input = { name: images?.name ?? "", batch, shape: [3, side, side] } as const;
    const { model, units } = await foundUnits(engine, { name: path, onnx, input });
    expect([...sizesOf(units)].sort()).toEqual([...expected].sort());
    expect(await unitsGap(engine, model, input, units, 1)).toBeNull();
  });
});
