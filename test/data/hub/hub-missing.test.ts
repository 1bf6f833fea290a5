import { describe, expect, test } from "vitest";
import { hubMissing } from "../../../src/data/hub/hub-missing.js";
import { hubModel } from "../../../src/data/hub/hub-model.js";
import { hubEnvironment } from "../../support/hub-environment.js";
import { tokenizerJson } from "../../support/tokenizer-json.js";
import { imageTowerBytes, textTowerBytes } from "../../support/towers.js";

const [vision, text] = [Buffer.from(imageTowerBytes()), Buffer.from(textTowerBytes())];
hubEnvironment({
  "owner/clip": {
    commit: "6".repeat(40),
    files: { "vision_model.onnx": vision, "text_model.onnx": text, "tokenizer.json": Buffer.from(tokenizerJson()) },
  },
});
const name = "hf:owner/clip@main";

describe("hubMissing", () => {
  test("is nothing of what is no name of the hub", async () => {
    expect(await hubMissing("net.onnx")).toBeNull();
  });

  test("names a model and the text tower that comes with it until they are here, each for itself", async () => {
    expect(await hubMissing("hf:owner/clip")).toEqual({
      files: [`${name}/vision_model.onnx`, `${name}/text_model.onnx`].sort((a, b) => b.localeCompare(a)),
      bytes: vision.length + text.length,
    });
    expect(await hubMissing("hf:owner/clip/text_model.onnx")).toEqual({
      files: [`${name}/text_model.onnx`],
      bytes: text.length,
    });
    await hubModel("hf:owner/clip");
    expect(await hubMissing("hf:owner/clip")).toBeNull();
  });

  test("says what the hub lacks", async () => {
    await expect(hubMissing("hf:owner/none")).rejects.toThrow("owner/none");
  });
});
