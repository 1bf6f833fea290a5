import { describe, expect, test } from "vitest";
import { timmPreprocess } from "../../src/data/timm-preprocess.js";
import { fault } from "./support/fault.js";
import { golden } from "./support/preprocess-golden.js";

const read = (json: unknown) => timmPreprocess("config.json", json);
const cfg = golden.files.timm?.pretrained_cfg as Readonly<Record<string, unknown>>;
const changed = (change: Readonly<Record<string, unknown>>) => ({ pretrained_cfg: { ...cfg, ...change } });

describe("timmPreprocess", () => {
  test("reads values", () => {
    expect(read(golden.files.timm)).toEqual({
      resize: { to: "shortest", edge: 235, filter: "bicubic" },
      crop: { height: 224, width: 224, rounding: "torchvision", fill: [0] },
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: [0.485, 0.456, 0.406],
      image_std: [0.229, 0.224, 0.225],
      channel_order: null,
    });
  });

  test("takes .875 and center where a file leaves them out", () => {
    expect(read(golden.files["timm, defaults"]).resize).toEqual({ to: "shortest", edge: 256, filter: "bilinear" });
  });

  test("of an oblong size covers it, by the filter that timm takes there", () => {
    expect(read(golden.files["timm, oblong"])).toMatchObject({
      resize: { to: "cover", height: 168, width: 235, filter: "bilinear" },
      crop: { height: 160, width: 224 },
    });
  });

  test("of squash and border", () => {
    expect(read(changed({ crop_mode: "squash", crop_pct: 0.9 })).resize).toMatchObject({ to: "exact", height: 248 });
    expect(read(changed({ crop_mode: "border", crop_pct: 0.9 }))).toMatchObject({
      resize: { to: "inside", height: 248, width: 248 },
      crop: { fill: [124, 116, 104] },
    });
    // Halves to even, as Python's round has it: 76.5, 127.5 and 0.
    expect(read(changed({ crop_mode: "border", mean: [0.3, 0.5, 0] })).crop?.fill).toEqual([76, 128, 0]);
  });
});

describe("what timmPreprocess refuses", () => {
  test.each([
    [changed({ crop: 1 }), 'unknown key "pretrained_cfg.crop"; expected keys of timm\'s config.json'],
    [{ pretrained_cfg: cfg, size: 3 }, 'unknown key "size"; expected keys of timm\'s config.json'],
    [changed({ std: [1] }), "mean has 3 values and std has 1"],
    [
      changed({ crop_mode: "border", mean: [124, 0.5, 0.5] }),
      "mean is 124,0.5,0.5; expected 0 to 1 where crop_mode is border",
    ],
  ])("%#", async (json, expected) => {
    expect(await fault(() => read(json))).toBe(`bad-value: config.json: ${expected}`);
  });

  test.each([
    ["input_size", { input_size: 224 }],
    ["input_size.1", { input_size: [3, 0, 224] }],
    ["interpolation", { interpolation: "random" }],
    ["crop_mode", { crop_mode: "middle" }],
    ["crop_pct", { crop_pct: 0 }],
    ["mean", { mean: undefined }],
    ["std.0", { std: [0, 1, 1] }],
  ])("a wrong value of %s, naming file and key", async (key, change) => {
    expect(
      (await fault(() => read(changed(change)))).startsWith(`bad-value: config.json: pretrained_cfg.${key}: `),
    ).toBe(true);
  });
});
