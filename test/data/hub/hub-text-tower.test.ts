import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { fetchedTexts, textPath } from "../../../src/data/hub/hub-text-tower.js";
import { hubEnvironment } from "../../support/hub-environment.js";
import { tokenizerJson } from "../../support/tokenizer-json.js";
import { imageTowerBytes, textTowerBytes } from "../../support/towers.js";

const commit = "7".repeat(40);
const environment = hubEnvironment({
  "owner/clip": {
    commit,
    files: {
      "onnx/vision_model.onnx": Buffer.from(imageTowerBytes()),
      "onnx/text_model.onnx": Buffer.from(textTowerBytes()),
      "onnx/text_model_fp16.onnx": Buffer.from(textTowerBytes()),
      "tokenizer.json": Buffer.from(tokenizerJson()),
      "tokenizer_config.json": Buffer.from("{}"),
      "templates.txt": Buffer.from("a {}\n"),
    },
  },
});

describe("fetchedTexts", () => {
  test("leaves a tower of this machine as it is, and asks nobody", async () => {
    const given = { text: "text.onnx", logitScale: 3 };
    expect(await fetchedTexts(given)).toEqual({ texts: given, origin: null });
    expect(await fetchedTexts({})).toEqual({ texts: {}, origin: null });
    expect(environment.server.seen).toEqual([]);
  });

  test("fetches a tower with what lies beside it, but for what is given", async () => {
    const given = { text: "hf:owner/clip/onnx/text_model_fp16.onnx", templates: "mine.txt", logitScale: 3 };
    const { texts, origin } = await fetchedTexts(given);
    const { text = "", tokenizer, ...others } = texts;
    expect(text).toMatch(/onnx.text_model_fp16\.onnx$/);
    expect(tokenizer).toBe(join(dirname(text), "..", "tokenizer.json"));
    expect(others).toEqual({ templates: "mine.txt", logitScale: 3, classes: undefined });
    expect(origin).toEqual({
      spec: given.text,
      repository: "owner/clip",
      commit,
      path: "onnx/text_model_fp16.onnx",
    });
  });

  test("takes the text tower that goes with a repository's vision model where no file is named", async () => {
    const { texts, origin } = await fetchedTexts({ text: "hf:owner/clip" });
    expect(origin?.path).toBe("onnx/text_model.onnx");
    expect(texts.templates).toMatch(/templates\.txt$/);
  });

  test("says what the repository lacks", async () => {
    await expect(fetchedTexts({ text: "hf:owner/clip/text.onnx" })).rejects.toThrow("text.onnx");
    await expect(fetchedTexts({ text: "hf:owner/none" })).rejects.toThrow("owner/none");
  });
});

test("textPath is the name that exporters give to the other tower", () => {
  expect(textPath("onnx/vision_model_q4.onnx")).toBe("onnx/text_model_q4.onnx");
  expect(textPath("model.onnx")).toBe("model.onnx");
});
