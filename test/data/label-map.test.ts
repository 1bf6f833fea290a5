import { describe, expect, test } from "vitest";
import { readLabelMap } from "../../src/data/label-map.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("readLabelMap", () => {
  test("gives the entries as they stand in the file", async () => {
    const { file, entries } = await readLabelMap(write("map.json", '{"cat": "tabby", "3": 281, "dog": "7"}'));
    expect(file).toBe(at("map.json"));
    expect([...entries]).toEqual([
      ["3", 281],
      ["cat", "tabby"],
      ["dog", "7"],
    ]);
  });

  test.each([
    ["[1]", /^malformed: .* is no JSON object/],
    ["null", /^malformed: .* is no JSON object/],
    ["{", /^malformed: .* is no JSON in UTF-8$/],
    ["{}", /^malformed: .* maps no class$/],
    ['{"cat": 1.5}', /^bad-value: .*: "cat" is mapped to 1.5, expected the name or the number of a class$/],
    ['{"cat": null}', /^bad-value: .*: "cat" is mapped to null,/],
  ])("refuses %s", async (text, expected) => {
    expect(await fault(() => readLabelMap(write("bad.json", text)))).toMatch(expected);
  });

  test("passes on what is wrong with the file", async () => {
    expect(await fault(() => readLabelMap(at("none.json")))).toBe(`not-found: ${at("none.json")} does not exist`);
  });
});
