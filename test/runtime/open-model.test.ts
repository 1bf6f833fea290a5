import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openModel } from "../../src/runtime/open-model.js";
import { temporaryFolder } from "../support/command.js";
import { goldenFile } from "../support/golden-models.js";

describe("openModel", () => {
  test("names the model after its file, hashes it and finds its preprocessing", async () => {
    const model = await openModel(goldenFile("a.onnx"));
    expect(model.name).toBe("a");
    expect(model.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(model.preprocess.source).toBe(goldenFile("preprocessor_config.json"));
    expect(model.preprocess.warning).toBeNull();
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

  test("names a file that does not exist, and a folder", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "dir.onnx"));
    await expect(openModel(join(folder, "none.onnx"))).rejects.toThrow(/none\.onnx does not exist/);
    await expect(openModel(join(folder, "dir.onnx"))).rejects.toThrow(/dir\.onnx is a directory; expected a file/);
  });
});
