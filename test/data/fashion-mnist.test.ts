import { mkdirSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { fashionMnist } from "../../src/data/fashion-mnist.js";
import { fault } from "./support/fault.js";
import { idxBytes } from "./support/idx-bytes.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at } = temporaryFolder();
const IMAGES = "t10k-images-idx3-ubyte";
const LABELS = "t10k-labels-idx1-ubyte";
const images = idxBytes([3, 2, 2], [0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23]);

function folder(name: string, files: Record<string, Uint8Array>): string {
  mkdirSync(at(name), { recursive: true });
  for (const [file, bytes] of Object.entries(files)) writeFileSync(`${at(name)}/${file}`, bytes);
  return at(name);
}

describe("fashion-mnist", () => {
  test.each([
    ["plain", { [IMAGES]: images, [LABELS]: idxBytes([3], [9, 0, 4]) }],
    ["gzipped", { [`${IMAGES}.gz`]: gzipSync(images), [`${LABELS}.gz`]: gzipSync(idxBytes([3], [9, 0, 4])) }],
  ])("reads images and labels, %s", async (name, files) => {
    const dataset = await fashionMnist.open(folder(name, files));
    expect(dataset).toMatchObject({
      name: `fashion-mnist:${name}`,
      n: 3,
      ids: ["0", "1", "2"],
      labels: Int32Array.of(9, 0, 4),
      classes: 10,
      images: { kind: "uint8", height: 2, width: 2, channels: 1 },
    });
    expect(dataset.classNames?.[9]).toBe("Ankle boot");
    expect([...(await dataset.read(1, 3))]).toEqual([10, 11, 12, 13, 20, 21, 22, 23]);
    await expect(dataset.read(1, 4)).rejects.toThrow(RangeError);
    await dataset.close();
  });

  test("the plain file goes before the gzipped one", async () => {
    const files = { [IMAGES]: images, [`${IMAGES}.gz`]: new Uint8Array(1), [LABELS]: idxBytes([3], [1, 2, 3]) };
    await (await fashionMnist.open(folder("both", files))).close();
  });

  test("closing it closes the images' file, gzipped too", async () => {
    const dataset = await fashionMnist.open(at("plain"));
    await dataset.close();
    expect(await fault(() => dataset.read(0, 1))).toMatch(/^unreadable: /);
  });

  test("a missing folder and a missing file are not found", async () => {
    expect(await fault(() => fashionMnist.open(at("none")))).toBe(`not-found: ${at("none")} does not exist`);
    const path = folder("half", { [LABELS]: idxBytes([1], [1]) });
    expect(await fault(() => fashionMnist.open(path))).toBe(`not-found: ${path} has no ${IMAGES}, plain or .gz`);
  });

  test("counts that differ are a mismatch", async () => {
    const path = folder("counts", { [IMAGES]: images, [LABELS]: idxBytes([2], [1, 2]) });
    expect(await fault(() => fashionMnist.open(path))).toBe(
      `mismatch: ${path}/${IMAGES}: 3 images and 2 labels; expected one label an image`,
    );
  });

  test("a label above 9 is a bad value, naming record and value", async () => {
    const path = folder("label", { [IMAGES]: images, [LABELS]: idxBytes([3], [1, 2, 10]) });
    expect(await fault(() => fashionMnist.open(path))).toBe(
      `bad-value: ${path}/${LABELS}: record 2 has label 10; expected 0 to 9`,
    );
  });
});
