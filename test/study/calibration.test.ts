import { afterAll, describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { calibrationSplit, checkCalibration, sharedImages } from "../../src/study/calibration.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";

const fashion = await openDataset("zoo:fashion");
afterAll(() => fashion.close());
const first = async (n: number) => openDataset("zoo:fashion", { limit: n });

async function split(seed: number) {
  const found = await calibrationSplit(fashion, seed);
  if (typeof found === "string") throw new Error(found);
  return found;
}

describe("calibrationSplit", () => {
  test("sets 300 of 2,000 images aside, and every image is in one part", async () => {
    const { calibration, evaluated, rows } = await split(0);
    expect([calibration.n, evaluated.n]).toEqual([300, 1700]);
    expect(new Set([...calibration.ids, ...evaluated.ids])).toEqual(new Set(fashion.ids));
    expect(evaluated.ids).toEqual([...rows].map((row) => fashion.ids[row]));
  });

  test("draws from all over the data, as the seed says", async () => {
    const { calibration } = await split(1);
    expect(calibration.ids).toEqual((await split(1)).calibration.ids);
    expect(calibration.ids).not.toEqual((await split(2)).calibration.ids);
    const perClass = Array.from(
      { length: 10 },
      (_, c) => calibration.labels?.filter((label) => label === c).length ?? 0,
    );
    expect(Math.min(...perClass)).toBeGreaterThan(10);
  });

  test("takes a fifth of few images, and none of too few", async () => {
    const few = await calibrationSplit(await first(84), 0);
    expect(few).toMatchObject({ calibration: { n: 16 }, evaluated: { n: 68 } });
    expect(await calibrationSplit(await first(79), 0)).toBe(
      'a fifth of zoo:fashion is 15 images and calibration needs at least 16; give others with --calibration, in a study as "calibration"',
    );
  });
});

describe("sharedImages", () => {
  const { at } = temporaryFolder();

  test("counts image files that are in both sets, by their bytes", async () => {
    const all = noiseImages(["a", "b"], 10);
    const names = Object.keys(all);
    const moved = names.slice(0, 3).map((name, i) => [`c/${i}.png`, all[name] ?? ""] as const);
    const dataset = await openDataset(`folder:${writeTree(at("evaluated"), all)}`);
    const given = await openDataset(
      `folder:${writeTree(at("given"), { ...Object.fromEntries(moved), "c/9.png": noisePng(77) })}`,
    );
    expect(await sharedImages(null, [dataset])).toEqual([]);
    expect(await sharedImages(given, [dataset])).toEqual([
      expect.stringMatching(/^3 of the 20 images of folder:evaluated are calibration images too/),
    ]);
    await dataset.close();
    await given.close();
  });
});

describe("checkCalibration", () => {
  const { at } = temporaryFolder();
  const folderOf = async (name: string, images: readonly Uint8Array[]) =>
    openDataset(`folder:${writeTree(at(name), Object.fromEntries(images.map((png, i) => [`a/${i}.png`, png])))}`);

  const different = (count: number) => Array.from({ length: count }, (_, i) => noisePng(i));
  const REMEDY = 'give others with --calibration, in a study as "calibration"';

  test.each([1, 2, 15])("refuses %i images that are there many times", async (count) => {
    const few = await folderOf(`few${count}`, [...different(count), ...Array(20).fill(noisePng(0))]);
    await expect(checkCalibration(few)).rejects.toThrow(
      `folder:few${count}: calibration needs at least 16 different images, the ${count + 20} to calibrate with come to ${count}; ${REMEDY}`,
    );
    await few.close();
  });

  test("takes 16 that differ, and reads no more than it takes to find them", async () => {
    const enough = await folderOf("enough", [...Array(20).fill(noisePng(0)), ...different(16), ...different(16)]);
    const read: number[] = [];
    const watched: Dataset = {
      ...enough,
      read: (from, to) => {
        read.push(to);
        return enough.read(from, to);
      },
    };
    await expect(checkCalibration(watched)).resolves.toBeUndefined();
    expect(Math.max(...read)).toBeLessThan(enough.n);
    await enough.close();
  });

  test("refuses fewer than 16", async () => {
    await expect(checkCalibration(await first(15))).rejects.toThrow(
      "zoo:fashion: has 15 examples, calibration needs at least 16",
    );
  });
});
