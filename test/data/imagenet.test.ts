import { describe, expect, test } from "vitest";
import { openDataset } from "../../src/data/open-dataset.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at } = temporaryFolder();

/** Ids as they stand in the published table: ascending, with gaps. */
const IDS = Array.from({ length: 1000 }, (_, c) => `n${String(1_440_764 + 37 * c).padStart(8, "0")}`);
const TABLE = JSON.stringify(Object.fromEntries(IDS.map((id, c) => [c, [id, `name ${c}`]])));

function idOf(c: number): string {
  return IDS[c] ?? "";
}

describe("imagenet:", () => {
  test("a class table beside the folders says the labels and the names", async () => {
    const folder = writeTree(at("some"), {
      ...noiseImages([idOf(700), idOf(3)], 2),
      "imagenet_class_index.json": TABLE,
    });
    const dataset = await openDataset(folder);
    expect([dataset.name, dataset.classes, dataset.classNames?.[700]]).toEqual(["imagenet:some", 1000, "name 700"]);
    expect([...(dataset.labels ?? [])]).toEqual([3, 3, 700, 700]);
    expect(dataset.ids[0]).toBe(`${idOf(3)}/0.png`);
    await dataset.close();
  });

  test("all 1,000 folders are their own table", async () => {
    const image = noisePng(1);
    const folder = writeTree(at("all"), Object.fromEntries(IDS.map((id) => [`${id}/x.png`, image])));
    const dataset = await openDataset(`imagenet:${folder}`);
    expect([...(dataset.labels ?? [])]).toEqual(IDS.map((_, c) => c));
    expect(dataset.classNames).toEqual(IDS);
    await dataset.close();
  });

  test("ranks among fewer are never guessed", async () => {
    const folder = writeTree(at("few"), noiseImages([idOf(1), idOf(2)], 1));
    expect(await fault(() => openDataset(folder))).toBe(
      `mismatch: ${folder} holds 2 of the 1000 classes, so that their numbers cannot be told; put imagenet_class_index.json beside the folders`,
    );
  });

  test("an id that the table lacks, and a name that is none, are refused", async () => {
    const unknown = writeTree(at("unknown"), { ...noiseImages(["n99999999"], 1), "classes.json": TABLE });
    expect(await fault(() => openDataset(unknown))).toBe(
      `mismatch: ${unknown}/n99999999: ${unknown}/classes.json has no class of that id`,
    );
    const odd = writeTree(at("odd"), noiseImages(["tench"], 1));
    expect(await fault(() => openDataset(`imagenet:${odd}`))).toBe(
      `bad-value: ${odd}/tench: expected a wordnet id as n01440764 as its name`,
    );
  });

  test.each([
    ["no JSON", "{", "malformed", "is no JSON"],
    ["fewer classes", '{"0":["n01440764","tench"]}', "bad-value", 'expected { "0": ["n01440764", "tench"], … }'],
    ["one id twice", TABLE.replace(idOf(5), idOf(4)), "bad-value", `${idOf(4)} is two classes; expected each once`],
  ])("a table with %s is refused", async (name, table, code, says) => {
    const folder = writeTree(at(name), { ...noiseImages([idOf(1)], 1), "imagenet_class_index.json": table });
    const line = await fault(() => openDataset(folder));
    expect(line).toContain(`${code}: ${folder}/imagenet_class_index.json`);
    expect(line).toContain(says);
  });
});
