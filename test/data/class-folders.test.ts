import { describe, expect, test } from "vitest";
import { classFolders } from "../../src/data/class-folders.js";
import type { FileTree } from "../../src/data/file-tree.js";
import { fault } from "./support/fault.js";

function tree(files: readonly string[], folders?: readonly string[]): FileTree {
  return {
    path: "set",
    folders: folders ?? [
      ...new Set(files.filter((file) => file.includes("/")).map((file) => file.split("/")[0] ?? "")),
    ],
    files,
    nameOf: (file) => `set/${file}`,
    read: async () => new Uint8Array(),
    close: async () => undefined,
  };
}

describe("classFolders", () => {
  test("gives folders and files in code-unit order, whatever order they are listed in", () => {
    expect(classFolders(tree(["b/z.jpg", "B/1.png", "b/a.JPEG", "b/10.webp", "b/9.gif", "a/x.tif"]))).toEqual([
      { name: "B", files: ["B/1.png"] },
      { name: "a", files: ["a/x.tif"] },
      { name: "b", files: ["b/10.webp", "b/9.gif", "b/a.JPEG", "b/z.jpg"] },
    ]);
  });

  test("files beside the folders are no images of the set", () => {
    expect(classFolders(tree(["README.md", "cover.jpg", "a/1.jpg"]))).toEqual([{ name: "a", files: ["a/1.jpg"] }]);
  });

  test("an empty folder is refused: a class would be gone unseen", async () => {
    expect(await fault(() => classFolders(tree(["a/1.jpg"], ["a", "b"])))).toBe(
      "bad-value: set/b holds no image; remove the folder or fill it",
    );
  });

  test("so is a file that is no image by its name, and a folder in a class", async () => {
    expect(await fault(() => classFolders(tree(["a/1.jpg", "a/list.txt"])))).toBe(
      "bad-value: set/a/list.txt is no image by its name (.jpg, .png, .webp, .gif, .tiff); expected CLASS/IMAGE, move it elsewhere",
    );
    for (const file of ["a/b/", "a/b/1.jpg"]) {
      expect(await fault(() => classFolders(tree(["a/1.jpg", file])))).toBe(
        `bad-value: set/${file} lies too deep, expected CLASS/IMAGE; where the classes are in a, give that folder (unpack an archive), else move it elsewhere`,
      );
    }
  });

  test("and a folder without folders", async () => {
    expect(await fault(() => classFolders(tree(["1.jpg"])))).toBe(
      "not-found: set holds no folder; expected one for each class",
    );
  });
});
