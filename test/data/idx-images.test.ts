import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openIdxImages } from "../../src/data/idx-images.js";
import { sampleHash } from "../../src/data/sample-hash.js";
import { fault } from "./support/fault.js";
import { idxBytes } from "./support/idx-bytes.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();
const images = idxBytes([3, 1, 2], [0, 1, 10, 11, 20, 255]);

function set(labels: readonly number[], bytes: Uint8Array = images) {
  const name = `${labels.join("-")}`;
  return {
    name: "two:x",
    images: write(`${name}-images`, bytes),
    labels: write(`${name}-labels`, idxBytes([labels.length], labels)),
    classNames: ["cat", "dog"],
  };
}

describe("openIdxImages", () => {
  test("gives name, classes and labels as they are, and images as single-channel bytes", async () => {
    const dataset = await openIdxImages(set([1, 0, 1]));
    expect(dataset).toMatchObject({
      name: "two:x",
      n: 3,
      ids: ["0", "1", "2"],
      sampleHash: sampleHash(["0", "1", "2"]),
      labels: Int32Array.of(1, 0, 1),
      classNames: ["cat", "dog"],
      classes: 2,
      images: { kind: "uint8", height: 1, width: 2, channels: 1 },
    });
    expect([...(await dataset.read(0, 3))]).toEqual([0, 1, 10, 11, 20, 255]);
    expect([...(await dataset.read(1, 2))]).toEqual([10, 11]);
    await expect(dataset.read(2, 4)).rejects.toThrow("read: [2, 4) does not lie in the 3 examples of two:x");
    await dataset.close();
    expect(await fault(() => dataset.read(0, 1))).toMatch(/^unreadable: /);
  });

  test("reads gzipped files", async () => {
    const plain = set([0, 0, 1]);
    const labels = write("labels.gz", gzipSync(idxBytes([3], [0, 0, 1])));
    const dataset = await openIdxImages({ ...plain, images: write("images.gz", gzipSync(images)), labels });
    expect([...(await dataset.read(2, 3)), ...(dataset.labels ?? [])]).toEqual([20, 255, 0, 0, 1]);
    await dataset.close();
  });

  test("a label that is none of the set's classes is a bad value", async () => {
    const bad = set([0, 1, 2]);
    expect(await fault(() => openIdxImages(bad))).toBe(
      `bad-value: ${bad.labels}: record 2 has label 2; expected 0 to 1`,
    );
  });

  test("one label too few is a mismatch", async () => {
    const few = set([0, 1]);
    expect(await fault(() => openIdxImages(few))).toBe(
      `mismatch: ${few.images}: 3 images and 2 labels; expected one label an image`,
    );
  });

  test("a missing file is not found", async () => {
    const missing = { ...set([0, 1, 0]), images: at("none") };
    expect(await fault(() => openIdxImages(missing))).toBe(`not-found: ${at("none")} does not exist`);
  });
});
