import { expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { openModel } from "../../src/runtime/open-model.js";
import { tapModel } from "../../src/runtime/tapped-model.js";
import { modelEntry } from "../../src/study/model-entry.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";

test("an entry says what a model is and how it was read", async () => {
  const engine = nodeEngine(1);
  try {
    const dataset = await openDataset(GOLDEN_DATA);
    const tapped = await tapModel(engine, await openModel(goldenFile("vit.onnx")), dataset, ["auto"], "cls", null);
    const entry = modelEntry(tapped);
    expect(entry).toMatchObject({ name: "vit", family: "vit", hub: null, zeroShot: null });
    expect(entry.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(entry.parameters).toBe(7710);
    expect(entry.preprocess.source).toMatch(/preprocessor_config\.json$/);
    expect(Object.keys(entry.pooling)).toEqual(expect.arrayContaining([...tapped.layers, tapped.penultimate]));
    expect(Object.values(entry.pooling)).toContain("cls");
  } finally {
    await engine.close();
  }
});
