import { describe, expect, test } from "vitest";
import { decoded } from "../../src/data/decoded.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { preprocess } from "../../src/data/preprocess.js";
import { firstSeen } from "../../src/runtime/first-seen.js";
import { openModel } from "../../src/runtime/open-model.js";
import { whatIsFed } from "../../src/runtime/what-is-fed.js";
import { temporaryFolder } from "../data/support/temporary-folder.js";
import { GOLDEN_DATA, goldenFile } from "../support/golden-models.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";

const { at } = temporaryFolder();
const model = await openModel(goldenFile("a.onnx"));

describe("whatIsFed", () => {
  test("is what preprocessing makes of every image", async () => {
    const dataset = await openDataset(`folder:${writeTree(at("set"), noiseImages(["a", "b"], 11))}`);
    const counts: number[] = [];
    const fed = await whatIsFed(model, dataset, { onExamples: (count) => counts.push(count) });
    expect([fed.shape, fed.stored, fed.labels]).toEqual([
      [3, 8, 8],
      { sizes: 1, smallest: [8, 8], largest: [8, 8] },
      { "0": 11, "1": 11 },
    ]);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(22);
    const green: number[] = [];
    for (let i = 0; i < 22; i++) {
      const bytes = noisePng(100 * Math.floor(i / 11) + ([0, 1, 10, 2, 3, 4, 5, 6, 7, 8, 9][i % 11] ?? 0));
      const { data, ...size } = await decoded({ name: "x", bytes: new Uint8Array(bytes) });
      green.push(...preprocess(data, { kind: "uint8", ...size }, model.preprocess.config, 3).subarray(64, 128));
    }
    expect(fed.channels[1]?.mean).toBeCloseTo(green.reduce((sum, value) => sum + value, 0) / green.length, 10);
    expect([fed.channels[1]?.min, fed.channels[1]?.max]).toEqual([Math.min(...green), Math.max(...green)]);
    await dataset.close();
  });

  test("stops with the signal's reason, and reads no further", async () => {
    const dataset = await openDataset(`folder:${writeTree(at("many"), noiseImages(["a"], 400))}`);
    const controller = new AbortController();
    let read = 0;
    const watched: typeof dataset = {
      ...dataset,
      read(from, to) {
        read = Math.max(read, to);
        return dataset.read(from, to);
      },
    };
    const options = { signal: controller.signal, onExamples: () => controller.abort(new Error("stop here")) };
    await expect(whatIsFed(model, watched, options)).rejects.toThrow("stop here");
    expect(read).toBeLessThan(400);
    await dataset.close();
  });

  test("the first images are in the bytes and the order of channels that are fed", async () => {
    const dataset = await openDataset(`folder:${writeTree(at("one"), noiseImages(["a"], 2))}`);
    const { data } = await decoded({ name: "x", bytes: new Uint8Array(noisePng(1)) });
    const [, second] = await firstSeen(model, dataset, 9);
    expect(second).toEqual({ height: 8, width: 8, channels: 3, data });
    const config = { ...model.preprocess.config, channel_order: "bgr" } as const;
    const swapped = { ...model, preprocess: { ...model.preprocess, config } };
    const [, bgr] = await firstSeen(swapped, dataset, 2);
    expect(bgr?.data.slice(0, 64)).toEqual(data.slice(128));
    await dataset.close();
  });

  test("arrays of floats have no stored size and no picture", async () => {
    const floats = await openDataset(GOLDEN_DATA);
    const like = {
      ...floats,
      images: { kind: "float32", shape: [3, 8, 8] },
      read: async () => new Float32Array(192),
    } as const;
    expect((await whatIsFed(model, { ...like, n: 1, labels: null })).stored).toBeNull();
    await expect(firstSeen(model, like, 1)).rejects.toThrow("there is nothing to picture");
    await floats.close();
  });
});
