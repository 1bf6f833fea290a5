import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { resultText, writeComparison } from "../../src/cli/write-comparison.js";
import { renderPage } from "../../src/report/render-page.js";
import { fault } from "../data/support/fault.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { compareResult } from "../support/compare-result.js";

const { at, write } = temporaryFolder();

describe("writeComparison", () => {
  test("writes the results and their page, in place of those that were there, and nothing else", async () => {
    mkdirSync(at("out"));
    write("out/results.json", "old");
    write("out/notes.txt", "mine");
    await writeComparison(at("out"), compareResult());
    expect(readdirSync(at("out")).sort()).toEqual(["index.html", "notes.txt", "results.json"]);
    const text = readFileSync(at("out/results.json"), "utf8");
    expect(JSON.parse(text)).toEqual(compareResult());
    expect(text).toBe(resultText(compareResult()));
    expect(readFileSync(at("out/index.html"), "utf8")).toBe(renderPage(compareResult()));
  });

  test("does not make the folder", async () => {
    expect(await fault(() => writeComparison(at("none"), compareResult()))).toMatch(/^unwritable: .*results\.json/);
  });
});

test("resultText ends with one new line and is indented by two", () => {
  const text = resultText(compareResult());
  expect(text).toMatch(/^\{\n {2}"schema": "trisim\/1",\n {2}"models": \{\n {4}"a": /);
  expect(text).toMatch(/[^\n]\n$/);
});
