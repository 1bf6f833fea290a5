import { describe, expect, test } from "vitest";
import { relativePath, withoutRoot } from "../../src/data/tar-paths.js";

describe("relativePath", () => {
  test.each([
    ["./a//b.png", "a/b.png"],
    ["a/./b.png", "a/b.png"],
    ["./", null],
    ["a/.b/c.png", null],
    ["._a", null],
    ["__MACOSX/a/b.png", null],
    ["a__MACOSX/b.png", "a__MACOSX/b.png"],
    ["a/b..png", "a/b..png"],
  ])("%s", (name, expected) => {
    expect(relativePath("x.tar", name)).toBe(expected);
  });
});

describe("withoutRoot", () => {
  test("leaves paths alone where there are several folders at the top, or classes are at the top", () => {
    const two = ["a/1.png", "b/1.png"];
    expect(withoutRoot([], two)).toEqual({ root: "", folders: ["a", "b"], files: two });
    expect(withoutRoot(["a"], ["a/1.png"])).toEqual({ root: "", folders: ["a"], files: ["a/1.png"] });
  });

  test("takes files at the top for what they are: then nothing is left out", () => {
    expect(withoutRoot([], ["README", "val/a/1.png"])).toEqual({
      root: "",
      folders: ["val"],
      files: ["README", "val/a/1.png"],
    });
  });
});
