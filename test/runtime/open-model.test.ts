import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openModel, preprocessOf } from "../../src/runtime/open-model.js";
import { temporaryFolder } from "../support/command.js";
import { exported } from "../support/export-nets.js";
import { goldenFile } from "../support/golden-models.js";
import { hubEnvironment } from "../support/hub-environment.js";
import { modelBytes } from "../support/onnx-builder.js";
import { imageTowerBytes, jointBytes, textTowerBytes } from "../support/towers.js";

describe("openModel", () => {
  test("names the model after its file, hashes it and finds its preprocessing", async () => {
    const model = await openModel(goldenFile("a.onnx"));
    expect(model.name).toBe("a");
    expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(model.preprocess.source).toBe(goldenFile("preprocessor_config.json"));
    expect(model.preprocess.warning).toBeNull();
  });

  test.each([goldenFile("a.onnx"), "zoo:resnet-1"])("its preprocessing can be had without it: %s", async (spec) => {
    expect(await preprocessOf(spec)).toEqual((await openModel(spec)).preprocess);
    const named = goldenFile("preprocessor_config.json");
    expect((await preprocessOf(spec, named)).source).toBe(named);
  });

  test("warns where there is no preprocessing beside the model", async () => {
    const alone = join(temporaryFolder(), "alone.onnx");
    copyFileSync(goldenFile("a.onnx"), alone);
    expect((await openModel(alone)).preprocess.warning).toContain("alone.preprocess.json");
  });

  test("gives every initialiser its own storage", async () => {
    const { onnx } = await openModel(goldenFile("vit.onnx"));
    expect(onnx.initializers.has("block2.projection.weight")).toBe(true);
  });

  test("takes float32 images N×C×H×W, whatever the file does, which stays as it is", async () => {
    const file = join(temporaryFolder(), "half.onnx");
    writeFileSync(file, exported({ io: "float16", images: ["n", 8, 8, 3] }));
    const { onnx, whole } = await openModel(file);
    expect(onnx.inputs).toMatchObject([{ elemType: "float32", dims: ["n", 3, 8, 8] }]);
    expect(whole.inputs).toEqual([{ name: "images", elemType: "float16", dims: ["n", 8, 8, 3] }]);
    expect(onnx.nodes.slice(0, 2).map(({ opType }) => opType)).toEqual(["Transpose", "Cast"]);
  });

  test("names a file that does not exist, and a folder", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "dir.onnx"));
    await expect(openModel(join(folder, "none.onnx"))).rejects.toThrow(/none\.onnx does not exist/);
    await expect(openModel(join(folder, "dir.onnx"))).rejects.toThrow(/dir\.onnx is a directory; expected a file/);
  });
});

const commit = "5".repeat(40);
const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const labels = (count: number) =>
  json({ id2label: Object.fromEntries(Array.from({ length: count }, (_, c) => [c, `l${c}`])) });
const named = modelBytes({
  inputs: [["x", "float32", ["n", 3, 8, 8]]],
  outputs: [["logits", "float32", ["n", 2]]],
  weights: [{ name: "w", dims: [192, 2], values: Array(384).fill(0.1) }],
  nodes: [
    ["Flatten", "x", "flat"],
    ["MatMul", "flat w", "logits"],
  ],
  metadata: { class_names: '["own", "names"]' },
});
const towers = { "onnx/vision_model.onnx": imageTowerBytes(), "onnx/text_model.onnx": textTowerBytes() };
hubEnvironment({
  "o/ten": { commit, files: { "model.onnx": readFileSync(goldenFile("a.onnx")), "config.json": labels(10) } },
  "o/backbone": { commit, files: { "model.onnx": readFileSync(goldenFile("a.onnx")), "config.json": labels(1000) } },
  "o/named": { commit, files: { "model.onnx": named, "config.json": labels(2) } },
  "o/apart": { commit, files: { ...towers, "tokenizer.json": json({}) } },
  "o/joint": { commit, files: { "onnx/model.onnx": jointBytes(), "tokenizer.json": json({}) } },
});

describe("openModel of the hub", () => {
  test("takes the classes' names from the repository where the file names none", async () => {
    const ten = await openModel("hf:o/ten");
    expect([ten.name, ten.hub?.commit, ten.classNames?.[9]]).toEqual(["o/ten", commit, "l9"]);
    expect((await openModel("hf:o/named")).classNames).toEqual(["own", "names"]);
  });

  test("takes no names that are not as many as the outputs", async () => {
    expect((await openModel("hf:o/backbone")).classNames).toBeNull();
  });

  test("gives towers the texts of their repository", async () => {
    const apart = await openModel("hf:o/apart");
    expect(apart.texts?.text).toMatch(/onnx.text_model\.onnx$/);
    const joint = await openModel("hf:o/joint");
    expect(joint.texts).toEqual({ tokenizer: apart.texts?.tokenizer?.replace("o--apart", "o--joint") });
  });

  test("of a file of one's own is of no hub", async () => {
    expect((await openModel(goldenFile("a.onnx"))).hub).toBeNull();
  });
});
