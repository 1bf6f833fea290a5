import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { besideTextTower } from "../../src/runtime/beside-text-tower.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";

const { at, write } = temporaryFolder();

test("is beside the tower, and above a folder called onnx where it is not there", async () => {
  const tower = at("onnx/text_model.onnx");
  expect(await besideTextTower(tower, "tokenizer.json")).toBe(join(dirname(tower), "tokenizer.json"));
  write("tokenizer.json", "{}");
  expect(await besideTextTower(tower, "tokenizer.json")).toBe(at("tokenizer.json"));
  expect(await besideTextTower(at("towers/text_model.onnx"), "tokenizer.json")).toBe(at("towers/tokenizer.json"));
});
