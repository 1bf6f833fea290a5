import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { sampleHash } from "../../src/data/sample-hash.js";
import { describeField, field } from "../support/field.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at } = temporaryFolder();

describe("imagenetv2:", () => {
  test("the label is the folder's number, never its rank, and samples come by it", async () => {
    const folder = writeTree(at("set"), noiseImages(["10", "9", "101", "999"], 2));
    const dataset = await openDataset(`imagenetv2:${folder}`);
    expect([dataset.name, dataset.n, dataset.classes, dataset.classNames]).toEqual(["imagenetv2:set", 8, 1000, null]);
    expect([...(dataset.labels ?? [])]).toEqual([9, 9, 10, 10, 101, 101, 999, 999]);
    const ids = ["9/0.png", "9/1.png", "10/0.png", "10/1.png", "101/0.png", "101/1.png", "999/0.png", "999/1.png"];
    expect([dataset.ids, dataset.sampleHash]).toEqual([ids, sampleHash(ids)]);
    expect(dataset.images).toEqual({ kind: "encoded", height: 8, width: 8 });
    expect(await dataset.read(1, 3)).toEqual([
      { name: `${folder}/9/1.png`, bytes: new Uint8Array(noisePng(101)) },
      { name: `${folder}/10/0.png`, bytes: new Uint8Array(noisePng(0)) },
    ]);
    await dataset.close();
  });

  test("a path is recognised by its folders' names", async () => {
    writeTree(at("numbers"), noiseImages(["0", "7"], 1));
    const dataset = await openDataset(at("numbers"));
    expect(dataset.name).toBe("imagenetv2:numbers");
    await dataset.close();
  });

  test.each(["1000", "007", "cat"])("a folder named %s is refused", async (name) => {
    const folder = writeTree(at(`odd-${name}`), noiseImages(["5", name], 1));
    expect(await fault(() => openDataset(`imagenetv2:${folder}`))).toBe(
      `bad-value: ${folder}/${name}: expected a class number from 0 to 999 as its name; folder: takes other names`,
    );
  });

  test("a file that vanishes is named when it is read", async () => {
    const folder = writeTree(at("vanishing"), noiseImages(["5"], 2));
    const dataset = await openDataset(`imagenetv2:${folder}`);
    const { rmSync } = await import("node:fs");
    rmSync(`${folder}/5/1.png`);
    expect(await fault(() => dataset.read(0, 2))).toBe(
      `unreadable: ${folder}/5/1.png is gone since its folder was listed; put it back or start again`,
    );
  });

  test("a path where nothing is", async () => {
    expect(await fault(() => openDataset(`imagenetv2:${at("none")}`))).toBe(`not-found: ${at("none")} does not exist`);
  });
});

describeField("imagenetv2: on real photographs", () => {
  test("200 classes, their names beside them, and a limit in balance", async () => {
    const dataset = await openDataset(field("data/imagenet-sample"), { limit: 10 });
    expect(dataset.name).toBe("imagenetv2:imagenet-sample");
    expect([...(dataset.labels ?? [])]).toEqual([2, 102, 202, 302, 402, 502, 602, 702, 802, 902]);
    expect(dataset.classNames?.[2]).toMatch(/^great white shark/);
    await dataset.close();
  });
});
