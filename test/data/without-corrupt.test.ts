import { describe, expect, test } from "vitest";
import { leftOutWarning } from "../../src/data/image-warnings.js";
import { openDataset } from "../../src/data/open-dataset.js";
import { sampleHash } from "../../src/data/sample-hash.js";
import { withoutCorrupt } from "../../src/data/without-corrupt.js";
import { noiseImages, noisePng, writeTree } from "../support/image-sets.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at } = temporaryFolder();
const folder = writeTree(at("set"), {
  ...noiseImages(["a", "b"], 12),
  "a/3.png": "no image",
  // Its header is sound, its end is missing.
  "b/0.png": noisePng(100).subarray(0, 150),
});

describe("withoutCorrupt", () => {
  test("leaves what cannot be decoded out of ids, labels and fingerprint, and names it", async () => {
    const all = await openDataset(`folder:${folder}`);
    const sound = await openDataset(`folder:${folder}`, { skipCorrupt: true });
    expect([all.n, sound.n]).toEqual([24, 22]);
    const kept = all.ids.filter((id) => id !== "a/3.png" && id !== "b/0.png");
    expect([sound.ids, sound.sampleHash]).toEqual([kept, sampleHash(kept)]);
    expect([...(sound.labels ?? [])]).toEqual(kept.map((id) => (id.startsWith("a") ? 0 : 1)));
    expect(sound.leftOut?.map(({ id }) => id)).toEqual(["a/3.png", "b/0.png"]);
    expect(leftOutWarning(sound)).toMatch(
      /^folder:set: 2 of 24 images are left out of ids, labels and results: a\/3\.png \(cannot be decoded: .+\), b\/0\.png \(/,
    );
    expect(leftOutWarning(all)).toBeNull();
  });

  test("tries only what a limit leaves", async () => {
    const one = await openDataset(`folder:${folder}`, { limit: 2, skipCorrupt: true });
    expect([one.ids, one.leftOut?.length]).toEqual([["a/0.png"], 1]);
  });

  test("gives a sound set, and one of bytes, back as it is", async () => {
    const sound = await openDataset(`folder:${writeTree(at("sound"), noiseImages(["a"], 2))}`);
    expect(await withoutCorrupt(sound)).toBe(sound);
    const floats = { ...sound, images: { kind: "float32", shape: [1] } } as const;
    expect(await withoutCorrupt(floats)).toBe(floats);
  });

  test("says of a set without one sound image that none is, and which is the first", async () => {
    const broken = writeTree(at("unsized"), { "a/1.png": "x", "a/2.png": "y", "b/1.png": "" });
    expect(await fault(() => openDataset(`folder:${broken}`, { skipCorrupt: true }))).toMatch(
      /^malformed: folder:unsized: none of its 3 images can be decoded; the first: \S+a\/1\.png cannot be decoded: [^\n]+$/,
    );
  });

  test("refuses one whose images have a sound beginning too, and closes it", async () => {
    const broken = writeTree(at("broken"), { "a/1.png": noisePng(1).subarray(0, 150), "a/2.png": "x" });
    const dataset = await openDataset(`folder:${broken}`);
    let closed = 0;
    const watched = { ...dataset, close: async () => void closed++ };
    expect(await fault(() => withoutCorrupt(watched))).toMatch(
      /^malformed: folder:broken: none of its 2 images can be decoded; the first: a\/1\.png cannot be decoded: [^\n]+$/,
    );
    expect(closed).toBe(1);
  });

  test("stops when it is told to", async () => {
    const options = { skipCorrupt: true, signal: AbortSignal.abort() };
    await expect(openDataset(`folder:${folder}`, options)).rejects.toThrow("aborted");
  });
});
