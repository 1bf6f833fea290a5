import { mkdirSync } from "node:fs";
import { truncate } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type ByteSource, fileSource, holdFile, memorySource, withFile } from "../../src/data/byte-source.js";
import { fault } from "./support/fault.js";
import { temporaryFolder } from "./support/temporary-folder.js";

const { at, write } = temporaryFolder();
const bytes = Uint8Array.from({ length: 10 }, (_, i) => i * i);

const kinds: Record<string, () => Promise<ByteSource>> = {
  fileSource: () => fileSource(write("squares.bin", bytes)),
  memorySource: async () => memorySource("squares.bin", bytes),
};

describe.each(Object.entries(kinds))("%s", (_, open) => {
  test("slice(start, end) gives the bytes from start up to but without end", async () => {
    const source = await open();
    expect([...(await source.slice(2, 5))]).toEqual([4, 9, 16]);
    expect([...(await source.slice(0, 10))]).toEqual([...bytes]);
    expect([...(await source.slice(9, 10))]).toEqual([81]);
    await source.close();
  });

  test("an empty slice is empty, at both ends too", async () => {
    const source = await open();
    for (const position of [0, 4, 10]) expect(await source.slice(position, position)).toHaveLength(0);
    await source.close();
  });

  test("a slice is a copy at the start of a buffer of its own", async () => {
    const source = await open();
    const slice = await source.slice(3, 7);
    expect([slice.byteOffset, slice.buffer.byteLength]).toEqual([0, 4]);
    slice.fill(0);
    expect([...(await source.slice(3, 7))]).toEqual([9, 16, 25, 36]);
    await source.close();
  });

  test.each([
    [-1, 3],
    [0, 11],
    [5, 4],
    [0.5, 2],
    [0, Number.NaN],
  ])("slice(%d, %d) of 10 bytes is a RangeError that names both", async (start, end) => {
    const source = await open();
    const slice = (async () => source.slice(start, end))();
    await expect(slice).rejects.toThrow(RangeError);
    await expect(slice).rejects.toThrow(`slice: [${start}, ${end}) does not lie in the 10 bytes of`);
    await source.close();
  });

  test("names itself and its length", async () => {
    const source = await open();
    expect([source.name.endsWith("squares.bin"), source.byteLength]).toEqual([true, 10]);
    await source.close();
  });
});

describe("a file that cannot be a source", () => {
  test("a path where nothing is is not found, below a file too", async () => {
    expect(await fault(() => fileSource(at("none.bin")))).toBe(`not-found: ${at("none.bin")} does not exist`);
    const below = `${write("plain", "")}/none.bin`;
    expect(await fault(() => fileSource(below))).toBe(`not-found: ${below} does not exist`);
  });

  test("a directory is unreadable", async () => {
    mkdirSync(at("folder"));
    const text = `unreadable: ${at("folder")} is a directory; expected a file`;
    expect(await fault(() => fileSource(at("folder")))).toBe(text);
  });

  test("a file that shrinks while it is read is unreadable", async () => {
    const source = await fileSource(write("shrinking.bin", bytes));
    await truncate(source.name, 4);
    const text = `unreadable: ${source.name} became shorter while it was read; expected byte 4`;
    expect(await fault(() => source.slice(0, 10))).toBe(text);
    await source.close();
  });

  test("reading after closing is unreadable", async () => {
    const source = await fileSource(write("closed.bin", bytes));
    await source.close();
    expect(await fault(() => source.slice(0, 1))).toMatch(/^unreadable: .*closed\.bin cannot be read: /);
  });
});

describe("withFile and holdFile", () => {
  test("withFile closes the file in the end and when its use fails", async () => {
    const path = write("used.bin", bytes);
    const source = await withFile(path, async (file) => file);
    expect(await fault(() => source.slice(0, 1))).toMatch(/^unreadable/);
    await expect(withFile(path, async () => Promise.reject(new Error("no use")))).rejects.toThrow("no use");
  });

  test("holdFile leaves the file open, and closes it when making fails", async () => {
    const path = write("held.bin", bytes);
    const source = await holdFile(path, async (file) => file);
    expect(await source.slice(1, 2)).toEqual(Uint8Array.of(1));
    await source.close();
    let seen: ByteSource | undefined;
    const failing = holdFile(path, async (file) => {
      seen = file;
      throw new Error("not made");
    });
    await expect(failing).rejects.toThrow("not made");
    expect(await fault(() => seen?.slice(0, 1))).toMatch(/^unreadable/);
  });
});
