import { describe, expect, test } from "vitest";
import { captionsOf, readTemplates } from "../../src/data/templates.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

describe("readTemplates", () => {
  test("gives one template a line", async () => {
    expect(await readTemplates(write("t.txt", "a photo of a {}.\n\n{}\n"))).toEqual(["a photo of a {}.", "{}"]);
  });

  test("names the first template without a place for the class", async () => {
    const file = write("bad.txt", "a {}.\na photo of a { }.\na photo.\n");
    expect(await fault(() => readTemplates(file))).toBe(
      `bad-value: ${file}: template "a photo of a { }." has no {} where the name of a class would go`,
    );
  });

  test("passes on what is wrong with the file", async () => {
    expect(await fault(() => readTemplates(at("none.txt")))).toBe(`not-found: ${at("none.txt")} does not exist`);
  });
});

describe("captionsOf", () => {
  test("gives every template of a class before the next class", () => {
    const captions = captionsOf(["cat", "dog", "frog"], ["a {}.", "{} or {}"]);
    expect(captions).toEqual(["a cat.", "cat or cat", "a dog.", "dog or dog", "a frog.", "frog or frog"]);
  });

  test("takes a name as it is, whatever stands in it", () => {
    expect(captionsOf(["$& $1 $'", "{}"], ["<{}>"])).toEqual(["<$& $1 $'>", "<{}>"]);
  });
});
