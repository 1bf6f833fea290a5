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

  test("else the default, with a warning that says what is done", async () => {
    const model = models("bare", {});
    expect(await findPreprocess(model)).toEqual({
      config: defaultPreprocess,
      source: "default",
      warning: `${model}: neither resnet20.v2.preprocess.json nor preprocessor_config.json is beside it; images are fed as 1/255, RGB, without normalisation or resizing`,
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
