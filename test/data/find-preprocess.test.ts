import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPreprocess } from "../../src/data/find-preprocess.js";
import { defaultPreprocess } from "../../src/data/preprocess-config.js";
import { describeField, field } from "../support/field.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

/** A folder whose files differ in their rescale factor. */
function models(name: string, files: Record<string, number>): string {
  mkdirSync(at(name));
  for (const [file, rescale_factor] of Object.entries(files)) {
    writeFileSync(`${at(name)}/${file}`, JSON.stringify({ rescale_factor }));
  }
  return `${at(name)}/resnet20.v2.onnx`;
}

describe("findPreprocess", () => {
  test("takes the file named before all others", async () => {
    const model = models("explicit", { "resnet20.v2.preprocess.json": 1, "preprocessor_config.json": 2 });
    const explicit = write("mine.json", JSON.stringify({ rescale_factor: 3 }));
    const found = await findPreprocess(model, explicit);
    expect([found.source, found.config.rescale_factor, found.warning]).toEqual([explicit, 3, null]);
  });

  test("then the model's own, then the folder's", async () => {
    const own = await findPreprocess(
      models("own", { "resnet20.v2.preprocess.json": 1, "preprocessor_config.json": 2 }),
    );
    expect([own.source, own.config.rescale_factor]).toEqual([at("own/resnet20.v2.preprocess.json"), 1]);
    const shared = await findPreprocess(
      models("shared", { "other.preprocess.json": 1, "preprocessor_config.json": 2 }),
    );
    expect([shared.source, shared.config.rescale_factor]).toEqual([at("shared/preprocessor_config.json"), 2]);
  });

  test("then timm's config.json, of either form", async () => {
    const cfg = { input_size: [3, 8, 8], interpolation: "bicubic", mean: [0.5], std: [0.25], crop_pct: 1 };
    const forms = [
      { architecture: "resnet18", num_classes: 10, pretrained_cfg: { ...cfg, num_classes: 10 } },
      { ...cfg, architecture: "resnet18", num_features: 512, num_classes: 10, labels: ["a"] },
    ];
    for (const [i, form] of forms.entries()) {
      const model = models(`timm-${i}`, {});
      writeFileSync(at(`timm-${i}/config.json`), JSON.stringify(form));
      const { source, config, warning } = await findPreprocess(model);
      expect([source, config.crop?.height, config.image_std, warning]).toEqual([
        at(`timm-${i}/config.json`),
        8,
        [0.25],
        null,
      ]);
    }
  });

  test("but after the others, and no other's file of that name", async () => {
    const timms = JSON.stringify({ architecture: "resnet18", pretrained_cfg: {} });
    const model = models("both", { "preprocessor_config.json": 2 });
    writeFileSync(at("both/config.json"), timms);
    expect((await findPreprocess(model)).source).toBe(at("both/preprocessor_config.json"));
    const others = [
      `{ "architectures": ["ViTModel"], "model_type": "vit", "image_size": 224 }`,
      "no JSON",
      "[]",
      "null",
    ];
    for (const [i, content] of others.entries()) {
      const beside = models(`other-${i}`, {});
      writeFileSync(at(`other-${i}/config.json`), content);
      expect((await findPreprocess(beside)).source).toBe("default");
    }
    const bad = models("bad-timm", {});
    writeFileSync(at("bad-timm/config.json"), timms);
    expect(await fault(() => findPreprocess(bad))).toMatch(/^bad-value: .*config\.json: pretrained_cfg\.input_size/);
  });

  test("else the default, with a warning that says what is done", async () => {
    const model = models("bare", {});
    expect(await findPreprocess(model)).toEqual({
      config: defaultPreprocess,
      source: "default",
      warning: `${model}: neither resnet20.v2.preprocess.json nor preprocessor_config.json nor timm's config.json is beside it; images are fed as 1/255, RGB, without normalisation or resizing`,
    });
  });

  test("a file named that is missing is not found, and a bad one is never passed over", async () => {
    expect(await fault(() => findPreprocess("m.onnx", at("none.json")))).toBe(
      `not-found: ${at("none.json")} does not exist`,
    );
    const model = models("bad", { "preprocessor_config.json": 1 });
    writeFileSync(at("bad/resnet20.v2.preprocess.json"), "{");
    expect(await fault(() => findPreprocess(model))).toMatch(/^malformed: /);
  });
});

describeField("findPreprocess beside real models", () => {
  test("finds the means and stds of the CIFAR-10 ResNets", async () => {
    const { config, warning } = await findPreprocess(field("models/cifar10/resnet20.onnx"));
    expect([config.image_mean, config.image_std, warning]).toEqual([
      [0.485, 0.456, 0.406],
      [0.229, 0.224, 0.225],
      null,
    ]);
  });
});
