import { describe, expect, test } from "vitest";
import { huggingFacePreprocess } from "../../src/data/hugging-face-preprocess.js";
import { fault } from "./support/fault.js";
import { golden } from "./support/preprocess-golden.js";

const steps = (json: Readonly<Record<string, unknown>> | undefined) => {
  const { resize, crop } = huggingFacePreprocess("f.json", json);
  return { resize, crop };
};
const square = (edge: number) => ({ height: edge, width: edge, rounding: "transformers", fill: [0] });

describe("the steps of", () => {
  test.each([
    ["CLIP, 2021", { to: "shortest", edge: 224, filter: "bicubic" }, square(224)],
    ["CLIP", { to: "shortest", edge: 224, filter: "bicubic" }, square(224)],
    ["ViT, 2021", { to: "exact", height: 224, width: 224, filter: "bilinear" }, null],
    ["ViT", { to: "exact", height: 224, width: 224, filter: "bilinear" }, null],
    ["ViT, fast", { to: "exact", height: 224, width: 224, filter: "bilinear" }, null],
    ["DeiT", { to: "exact", height: 256, width: 256, filter: "bicubic" }, square(224)],
    ["ConvNeXT", { to: "shortest", edge: 256, filter: "bicubic" }, square(224)],
    ["ConvNeXT, 383", { to: "shortest", edge: 437, filter: "bicubic" }, square(383)],
    ["ConvNeXT, 384", { to: "exact", height: 384, width: 384, filter: "bicubic" }, null],
    ["ResNet", { to: "shortest", edge: 256, filter: "bilinear" }, square(224)],
    ["SigLIP", { to: "exact", height: 224, width: 224, filter: "bicubic" }, null],
    ["DINOv2", { to: "shortest", edge: 256, filter: "bicubic" }, square(224)],
    ["MobileNetV2", { to: "shortest", edge: 256, filter: "bilinear" }, square(224)],
  ])("%s", (name, resize, crop) => {
    expect(steps(golden.files[name])).toEqual({ resize, crop });
  });
});

describe("without a class of transformers", () => {
  test("sizes mean what they say, and a crop_pct crops", () => {
    const size = { shortest_edge: 64 };
    expect(steps({ size, resample: "LANCZOS" })).toEqual({
      resize: { to: "shortest", edge: 64, filter: "lanczos" },
      crop: null,
    });
    expect(steps({ size, resample: 4, crop_pct: 0.9 })).toEqual({
      resize: { to: "shortest", edge: 71, filter: "box" },
      crop: square(64),
    });
  });

  test("default_to_square says what a number means", () => {
    const config = { size: 64, resample: 5 };
    expect(steps({ ...config, default_to_square: true }).resize).toMatchObject({ to: "exact", width: 64 });
    expect(steps({ ...config, default_to_square: false }).resize).toMatchObject({ to: "shortest", edge: 64 });
  });
});

test("an unknown class is no matter where sizes stay", () => {
  expect(steps({ image_processor_type: "LevitImageProcessor", do_resize: false })).toEqual({
    resize: null,
    crop: null,
  });
});

describe("what is refused:", () => {
  const UNNAMED =
    'is left out, and no class says it; add "resample": 2 for bilinear or 3 for bicubic, or the class, as "image_processor_type": "ViTImageProcessor"';
  const clip = { image_processor_type: "CLIPImageProcessor" };
  test.each([
    [{ do_resize: true }, "bad-value: f.json: size: is left out; expected the size in pixels, or do_resize false"],
    [clip, "bad-value: f.json: size: is left out; expected the size in pixels, or do_resize false"],
    [
      { ...clip, do_resize: false },
      "bad-value: f.json: crop_size: is left out; expected the size in pixels, or do_center_crop false",
    ],
    [
      { do_center_crop: true },
      "bad-value: f.json: crop_size: is left out; expected the size in pixels, or do_center_crop false",
    ],
    [{ size: { shortest_edge: 9 } }, `bad-value: f.json: resample: ${UNNAMED}`],
    [
      { size: { shortest_edge: 9 }, resample: 6 },
      "bad-value: f.json: resample: 6; expected Pillow's number, 0 to 5, or one of nearest, lanczos, bilinear, bicubic, box, hamming",
    ],
    [
      { size: { height: 9, width: 9 }, resample: 2, crop_pct: 0.9 },
      'bad-value: f.json: size: stands beside crop_pct; expected a number or {"shortest_edge"}',
    ],
    [
      { size: 9, resample: 2, crop_pct: 0.9, crop_size: 7 },
      "bad-value: f.json: do_center_crop: stands beside crop_pct, which crops by itself; set it to false",
    ],
    [
      { do_pad: true },
      "unsupported: f.json: do_pad: transformers pads after it has normalised, which is not done here; pad the images and set it to false",
    ],
    [
      { feature_extractor_type: "LevitFeatureExtractor", size: 224 },
      "unsupported: f.json: feature_extractor_type: what LevitFeatureExtractor does to sizes is not known; expected one of BitImageProcessor, CLIPImageProcessor, ConvNextImageProcessor, DeiTImageProcessor, MobileNetV1ImageProcessor, MobileNetV2ImageProcessor, SiglipImageProcessor, ViTImageProcessor, or the key left out and size and resample spelt out",
    ],
  ])("%j", async (config, expected) => {
    expect(await fault(() => steps(config))).toBe(expected);
  });

  test("each remedy of an old file of ViT's is one", async () => {
    const old = { do_normalize: true, do_resize: true, image_mean: [0.5], image_std: [0.5], size: 224 };
    expect(await fault(() => steps(old))).toBe(`bad-value: f.json: resample: ${UNNAMED}`);
    const filtered = { ...old, resample: 2 };
    expect(await fault(() => steps(filtered))).toBe(
      'bad-value: f.json: size: 224 may be an edge or a square; expected {"shortest_edge": 224} or {"height": 224, "width": 224}',
    );
    const square = { resize: { to: "exact", height: 224, width: 224, filter: "bilinear" }, crop: null };
    expect(steps({ ...filtered, size: { height: 224, width: 224 } })).toEqual(square);
    expect(steps({ ...old, image_processor_type: "ViTImageProcessor" })).toEqual(square);
  });
});
