import { describe, expect, test } from "vitest";
import { huggingFacePreprocess } from "../../src/data/hugging-face-preprocess.js";
import { defaultPreprocess } from "../../src/data/preprocess-config.js";
import { fault } from "./support/fault.js";

const read = (json: unknown) => huggingFacePreprocess("f.json", json);
const statistics = { image_mean: [0.5, 0.4, 0.3], image_std: [0.2, 0.2, 0.2] };

describe("huggingFacePreprocess", () => {
  test("reads values and our channel order", () => {
    const config = { do_rescale: true, rescale_factor: 0.5, do_normalize: true, ...statistics, channel_order: "bgr" };
    expect(read({ ...config, do_resize: false, do_center_crop: false })).toEqual({
      ...defaultPreprocess,
      ...config,
    });
  });

  test("accepts what is purely informative, and null for what is not set", () => {
    const informative = {
      image_processor_type: "ViTImageProcessorFast",
      processor_class: "CLIPProcessor",
      _valid_processor_keys: ["images"],
      data_format: "channels_first",
      return_tensors: null,
      num_channels: 3,
      size: { height: 32, width: 32 },
      resample: 3,
      crop_pct: 0.875,
      do_convert_rgb: true,
      crop_size: null,
      do_pad: null,
      size_divisor: null,
      do_resize: false,
    };
    expect(read(informative)).toEqual(defaultPreprocess);
  });

  test("a step whose key is absent is done where its values are given", () => {
    expect(read(statistics).do_normalize).toBe(true);
    expect(read({ ...statistics, do_normalize: false }).do_normalize).toBe(false);
    const sizes = { size: { shortest_edge: 9 }, crop_size: 7, resample: 0 };
    expect(read(sizes)).toMatchObject({ resize: { edge: 9 }, crop: { height: 7 } });
    expect(read({ ...sizes, do_resize: false })).toMatchObject({ resize: null, crop: { height: 7 } });
    expect(read({ ...sizes, do_center_crop: false })).toMatchObject({ resize: { edge: 9 }, crop: null });
  });
});

describe("what huggingFacePreprocess refuses", () => {
  test("an unknown key is a bad value, naming file and key", async () => {
    expect(await fault(() => read({ do_flip: true }))).toBe(
      'bad-value: f.json: unknown key "do_flip"; expected keys of preprocessor_config.json or channel_order',
    );
  });

  test.each([
    ["rescale_factor", { rescale_factor: 0 }],
    ["rescale_factor", { rescale_factor: "1/255" }],
    ["image_std.1", { image_mean: [0, 0, 0], image_std: [1, 0, 1] }],
    ["image_mean", { image_mean: [] }],
    ["image_mean", { image_mean: 0.5 }],
    ["channel_order", { channel_order: "rbg" }],
    ["do_rescale", { do_rescale: 1 }],
    ["data_format", { data_format: "channels_last" }],
    ["crop_pct", { crop_pct: 0 }],
    ["size_divisor", { size_divisor: 32 }],
    ["the whole file", []],
  ])("a wrong value of %s is a bad value, naming file and key", async (key, config) => {
    expect((await fault(() => read(config))).startsWith(`bad-value: f.json: ${key}: `)).toBe(true);
  });

  test("normalising without means or stds, or with different numbers of them, is a bad value", async () => {
    for (const config of [{ do_normalize: true }, { image_mean: [0.5] }, { image_std: [0.5] }]) {
      expect(await fault(() => read(config))).toMatch(
        /do_normalize needs image_mean and image_std, or is to be false$/,
      );
    }
    expect(await fault(() => read({ image_mean: [0.5], image_std: [1, 1, 1] }))).toMatch(
      /image_mean has 1 values and image_std has 3$/,
    );
  });
});
