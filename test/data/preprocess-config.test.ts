import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultPreprocess, readPreprocess } from "../../src/data/preprocess-config.js";
import { fault, succeedsOrFaults } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { write } = temporaryFolder();
const file = (config: unknown) => write("config.json", typeof config === "string" ? config : JSON.stringify(config));
const read = (config: unknown) => readPreprocess(file(config));
const statistics = { image_mean: [0.5, 0.4, 0.3], image_std: [0.2, 0.2, 0.2] };

describe("readPreprocess", () => {
  test("reads the steps of a Hugging Face file and our channel order", async () => {
    const config = { do_rescale: true, rescale_factor: 0.5, do_normalize: true, ...statistics, channel_order: "bgr" };
    expect(await read({ ...config, do_resize: false, do_center_crop: false })).toEqual(config);
  });

  test("accepts what is purely informative, and null for what is not set", async () => {
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
      do_resize: false,
    };
    expect(await read(informative)).toEqual(defaultPreprocess);
  });

  test("an empty file is the default: 1/255, no normalisation, no channel order", async () => {
    expect(await read({})).toEqual(defaultPreprocess);
    expect(defaultPreprocess).toMatchObject({ do_rescale: true, rescale_factor: 1 / 255, do_normalize: false });
  });

  test("a step whose key is absent is done where its values are given", async () => {
    expect((await read(statistics)).do_normalize).toBe(true);
    expect((await read({ ...statistics, do_normalize: false })).do_normalize).toBe(false);
  });
});

describe("what readPreprocess refuses", () => {
  test("an unknown key is a bad value, naming file and key", async () => {
    const path = file({ do_flip: true });
    expect(await fault(() => readPreprocess(path))).toBe(
      `bad-value: ${path}: unknown key "do_flip"; expected keys of preprocessor_config.json or channel_order`,
    );
  });

  test.each([
    ["do_resize", { do_resize: true }],
    ["do_resize", { size: 224 }],
    ["do_center_crop", { do_center_crop: true }],
    ["do_center_crop", { crop_size: { height: 224, width: 224 } }],
    ["do_pad", { do_pad: true }],
  ])("%s, asked for by %j, is unsupported and the remedy named", async (step, config) => {
    const path = file(config);
    expect(await fault(() => readPreprocess(path))).toBe(
      `unsupported: ${path}: ${step}: resizing is not supported yet; give images of the model's size and set ${step} to false`,
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
    ["the whole file", []],
  ])("a wrong value of %s is a bad value, naming file and key", async (key, config) => {
    const path = file(config);
    expect((await fault(() => readPreprocess(path))).startsWith(`bad-value: ${path}: ${key}: `)).toBe(true);
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

  test("what is no JSON, and what is far too long, is malformed", async () => {
    const path = file("{");
    expect(await fault(() => readPreprocess(path))).toBe(`malformed: ${path} is no JSON`);
    expect(await fault(() => read(" ".repeat(2 ** 20 + 1)))).toMatch(/^malformed: .* at most 1 MiB$/);
  });

  test("random JSON under known keys gives a configuration or a TrisimError", async () => {
    const key = fc.constantFrom("do_resize", "do_normalize", "image_mean", "image_std", "size", "channel_order", "x");
    const config = fc.oneof(fc.string(), fc.dictionary(key, fc.jsonValue({ maxDepth: 1 })));
    await fc.assert(fc.asyncProperty(config, (random) => succeedsOrFaults(() => read(random))));
  });
});
