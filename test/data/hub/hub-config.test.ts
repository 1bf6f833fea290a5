import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isTimmConfig, readLabelNames } from "../../../src/data/hub/hub-config.js";
import { temporaryFolder } from "../../support/command.js";

const folder = temporaryFolder();
const file = (content: unknown) => {
  const path = join(folder, "config.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};
afterAll(() => rmSync(folder, { recursive: true }));

describe("readLabelNames", () => {
  test("are the labels in the order of their numbers", async () => {
    const id2label = Object.fromEntries(Array.from({ length: 12 }, (_, c) => [11 - c, `class ${11 - c}`]));
    expect(await readLabelNames(file({ id2label }))).toEqual(Array.from({ length: 12 }, (_, c) => `class ${c}`));
  });

  test.each([
    [{}],
    [{ id2label: {} }],
    [{ id2label: null }],
    [{ id2label: { 0: "LABEL_0", 1: "LABEL_1" } }],
    [{ id2label: { 0: "cat", 1: "LABEL_1" } }],
    [{ id2label: { 1: "cat", 2: "dog" } }],
    [{ id2label: { 0: "cat", 1: 7 } }],
  ])("are none in %j", async (config) => {
    expect(await readLabelNames(file(config))).toBeNull();
  });

  test.each(["{", "[]", "3", ""])("refuses %j", async (text) => {
    await expect(readLabelNames(file(text))).rejects.toThrow(/config\.json holds no JSON object; expected the model's/);
  });
});

describe("isTimmConfig", () => {
  test("is told by the key", async () => {
    expect(await isTimmConfig(file({ pretrained_cfg: {} }))).toBe(true);
    expect(await isTimmConfig(file({ id2label: {} }))).toBe(false);
  });
});
