import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultPreprocess } from "../../src/data/preprocess-config.js";
import { readPreprocess } from "../../src/data/read-preprocess.js";
import { fault, succeedsOrFaults } from "./support/fault.js";
import { golden } from "./support/preprocess-golden.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { write } = temporaryFolder();
const file = (config: unknown) => write("config.json", typeof config === "string" ? config : JSON.stringify(config));
const read = (config: unknown) => readPreprocess(file(config));

describe("readPreprocess", () => {
  test("an empty file is the default: 1/255, no resize, no normalisation, no channel order", async () => {
    expect(await read({})).toEqual(defaultPreprocess);
    expect(defaultPreprocess).toEqual({
      resize: null,
      crop: null,
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: false,
      image_mean: null,
      image_std: null,
      channel_order: null,
    });
  });

  test("a file with a pretrained_cfg is timm's, any other Hugging Face's", async () => {
    expect((await read(golden.files.timm)).crop?.rounding).toBe("torchvision");
    expect((await read(golden.files.CLIP)).crop?.rounding).toBe("transformers");
  });

  test("what is no JSON, and what is far too long, is malformed", async () => {
    const path = file("{");
    expect(await fault(() => readPreprocess(path))).toBe(`malformed: ${path} is no JSON`);
    expect(await fault(() => read(" ".repeat(2 ** 23 + 1)))).toMatch(/^malformed: .* at most 8 MiB$/);
  });

  test("random JSON under known keys gives a configuration or a TrisimError", async () => {
    const key = fc.constantFrom(
      ...["do_resize", "do_center_crop", "do_normalize", "image_mean", "image_std", "size", "crop_size", "crop_pct"],
      ...["resample", "image_processor_type", "channel_order", "pretrained_cfg", "x"],
    );
    const config = fc.oneof(fc.string(), fc.dictionary(key, fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.nat(300))));
    await fc.assert(fc.asyncProperty(config, (random) => succeedsOrFaults(() => read(random))));
  });

  test("one wrong value in a file that is right gives a configuration or a TrisimError", async () => {
    const mutation = fc.constantFrom(...Object.values(golden.files)).chain((right) => {
      const inside = (right.pretrained_cfg ?? right) as Record<string, unknown>;
      const wrong = fc.tuple(fc.constantFrom(...Object.keys(inside)), fc.jsonValue({ maxDepth: 1 }));
      return wrong.map(([key, value]) => {
        const changed = { ...inside, [key]: value };
        return right.pretrained_cfg === undefined ? changed : { ...right, pretrained_cfg: changed };
      });
    });
    await fc.assert(fc.asyncProperty(mutation, (config) => succeedsOrFaults(() => read(config))));
  });
});
