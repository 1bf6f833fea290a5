import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at } = temporaryFolder();

describe("folder:", () => {
  test("the label is the rank of the folder's name, which is the class's", async () => {
    const folder = writeTree(at("pets"), noiseImages(["dog", "Cat", "ant"], 1));
    const dataset = await openDataset(`folder:${folder}`);
    expect([dataset.name, dataset.classes, dataset.classNames]).toEqual(["folder:pets", 3, ["Cat", "ant", "dog"]]);
    expect([dataset.ids, [...(dataset.labels ?? [])]]).toEqual([
      ["Cat/0.png", "ant/0.png", "dog/0.png"],
      [0, 1, 2],
    ]);
    await dataset.close();
  });

  test("what begins with a dot is passed over, and links are followed", async () => {
    const folder = writeTree(at("hidden"), { "a/1.png": noisePng(1), "a/.DS_Store": "x", ".cache/list.txt": "x" });
    writeTree(at("elsewhere"), { "2.png": noisePng(2) });
    symlinkSync(at("elsewhere"), `${folder}/b`);
    const dataset = await openDataset(`folder:${folder}`);
    expect(dataset.ids).toEqual(["a/1.png", "b/2.png"]);
    await dataset.close();
  });

  test("so is what macOS unpacks beside the classes", async () => {
    const added = { "__MACOSX/a/1.png": "x", "__MACOSX/a/deep/1.png": "x", "._a": "x", "a/__MACOSX/1.png": "x" };
    const folder = writeTree(at("mac"), { "a/1.png": noisePng(1), ...added });
    const dataset = await openDataset(`folder:${folder}`);
    expect([dataset.ids, dataset.classes]).toEqual([["a/1.png"], 1]);
    await dataset.close();
  });

  test("the size is that of the first image that tells it; without any that and the first fault are told", async () => {
    const folder = writeTree(at("sizes"), { "a/1.png": "no image", "a/2.png": noisePng(1, 5, 7) });
    expect((await openDataset(`folder:${folder}`)).images).toEqual({ kind: "encoded", height: 5, width: 7 });
    const none = writeTree(at("none"), { "a/1.png": "no image", "a/2.png": "" });
    expect(await fault(() => openDataset(`folder:${none}`))).toMatch(
      /^malformed: folder:none: none of its 2 images can be decoded; the first: \S+a\/1\.png cannot be decoded: /,
    );
    const bitmap = writeTree(at("bitmap"), { "a/1.bmp": "BM is a bitmap" });
    expect(await fault(() => openDataset(`folder:${bitmap}`))).toMatch(
      /^unsupported: folder:bitmap: its only image: \S+a\/1\.bmp is a bitmap \(BMP\), which is not read; save it as PNG$/,
    );
  });

  test("a file is no folder", async () => {
    const file = `${writeTree(at("file"), { "x.png": noisePng(1) })}/x.png`;
    expect(await fault(() => openDataset(`folder:${file}`))).toBe(
      `unreadable: ${file} cannot be listed: not a directory`,
    );
  });
});
