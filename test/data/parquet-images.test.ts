import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { EncodedImage } from "../../src/data/dataset.js";
import { sha256 } from "../../src/data/hash.js";
import { openDataset } from "../../src/data/open-dataset.js";
import expected from "../golden/parquet/expected.json" with { type: "json" };
import { ROOT } from "../support/source-files.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();

function golden(name: string): string {
  return join(ROOT, "test/golden/parquet", name);
}

async function digests(spec: string, from: number, to: number): Promise<readonly string[]> {
  const dataset = await openDataset(spec);
  const images = (await dataset.read(from, to)) as readonly EncodedImage[];
  await dataset.close();
  return images.map(({ bytes }) => sha256(bytes));
}

describe("parquet:", () => {
  test.each(["snappy.parquet", "zstd.parquet", "shards"])("%s: images, labels and names of classes", async (name) => {
    const dataset = await openDataset(golden(name));
    expect([dataset.name, dataset.n, dataset.classes]).toEqual([`parquet:${name}`, 10, 3]);
    expect(dataset.classNames).toEqual(expected.classNames);
    expect([...(dataset.labels ?? [])]).toEqual(expected.labels);
    expect(dataset.ids).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    expect(dataset.images).toEqual({ kind: "encoded", height: 8, width: 8 });
    await dataset.close();
    for (const [from, to] of [
      [0, 10],
      [2, 5],
      [9, 10],
      [4, 4],
    ] as const) {
      expect(await digests(golden(name), from, to)).toEqual(expected.sha256.slice(from, to));
    }
  });

  test("images go back and forth, whichever groups were read last", async () => {
    const dataset = await openDataset(golden("zstd.parquet"));
    for (const i of [9, 0, 5, 8, 1, 9]) {
      const [image] = (await dataset.read(i, i + 1)) as readonly EncodedImage[];
      expect(sha256(image?.bytes ?? new Uint8Array())).toBe(expected.sha256[i]);
      expect(image?.bytes.buffer.byteLength).toBe(image?.bytes.byteLength);
    }
    await dataset.close();
  });

  test("without Hugging Face's metadata the columns tell, but names of classes", async () => {
    const dataset = await openDataset(golden("plain.parquet"));
    expect([dataset.classNames, dataset.classes, [...(dataset.labels ?? [])]]).toEqual([null, null, expected.labels]);
    await dataset.close();
  });

  test("labels that are all −1 are unknown", async () => {
    const dataset = await openDataset(golden("unlabelled.parquet"));
    expect(dataset.labels).toBeNull();
    await dataset.close();
  });

  test("of several columns of labels one is named", async () => {
    const path = golden("two-labels.parquet");
    expect(await fault(() => openDataset(path))).toBe(
      `bad-value: ${path} has several columns of labels, fine, coarse; name one, as in parquet:${path}#fine`,
    );
    const dataset = await openDataset(`parquet:${path}#coarse`);
    expect([dataset.classNames, [...(dataset.labels ?? [])]]).toEqual([
      ["beast", "bird"],
      expected.labels.map((label) => label % 2),
    ]);
    await dataset.close();
    expect(await fault(() => openDataset(`parquet:${path}#other`))).toBe(
      `not-found: ${path} has no column of labels "other"; expected one of fine, coarse`,
    );
  });
});

describe("what parquet: refuses", () => {
  test.each([
    ["text.parquet", "not-found", "holds no images, its columns are text, label; expected one of { bytes, path }"],
    ["two-images.parquet", "bad-value", "has several columns of images, left, right; keep one"],
  ])("%s", async (name, code, says) => {
    expect(await fault(() => openDataset(golden(name)))).toBe(`${code}: ${golden(name)} ${says}`);
  });

  test("a label that is no class, and images that lie elsewhere", async () => {
    expect(await fault(() => openDataset(golden("bad-label.parquet")))).toBe(
      `bad-value: ${golden("bad-label.parquet")}: record 0 has label 3; expected 0 to 2`,
    );
    expect(await fault(() => openDataset(golden("outside.parquet")))).toBe(
      `bad-value: ${golden("outside.parquet")}: record 0 has no image in it; embed the images when writing (embed_external_files)`,
    );
  });

  test("shards that are not of one set", async () => {
    mkdirSync(at("mixed"));
    copyFileSync(golden("snappy.parquet"), at("mixed/a.parquet"));
    copyFileSync(golden("plain.parquet"), at("mixed/b.parquet"));
    expect(await fault(() => openDataset(at("mixed")))).toBe(
      `mismatch: ${at("mixed/b.parquet")}: its classes are not those of ${at("mixed/a.parquet")}; open each set on its own`,
    );
  });

  test("what is no parquet file, or cut off", async () => {
    const bytes = readFileSync(golden("snappy.parquet"));
    for (const [name, content] of [
      ["text.parquet", "this is text"],
      ["empty.parquet", ""],
      ["cut.parquet", bytes.subarray(0, 2000)],
    ] as const) {
      const path = write(name, content);
      expect(await fault(() => openDataset(path))).toMatch(
        new RegExp(`^malformed: ${path} is no sound parquet file: .`),
      );
    }
    expect(await fault(() => openDataset("parquet:none.parquet"))).toBe("not-found: none.parquet does not exist");
    mkdirSync(at("bare"));
    expect(await fault(() => openDataset(`parquet:${at("bare")}`))).toBe(
      `not-found: ${at("bare")} holds no .parquet file`,
    );
  });
});
