import { describe, expect, test } from "vitest";
import { memorySource } from "../../src/data/byte-source.js";
import { readNpyIds } from "../../src/data/npy-ids.js";
import { fault } from "./support/fault.js";
import { npyBytes, npyHeader, npyOf } from "./support/npy-bytes.js";

const read = (bytes: Uint8Array) => readNpyIds(memorySource("ids.npy", bytes));

/** Texts as numpy has them: UTF-32, filled up with zeros. */
function utf32(texts: readonly string[], width: number, littleEndian = true): Uint8Array {
  const view = new DataView(new ArrayBuffer(4 * width * texts.length));
  for (const [i, text] of texts.entries())
    for (const [j, char] of [...text].entries())
      view.setUint32(4 * (width * i + j), char.codePointAt(0) ?? 0, littleEndian);
  return new Uint8Array(view.buffer);
}

const TEXTS = ["0/a.png", "é🐸", ""];

describe("readNpyIds", () => {
  test("reads texts of either byte order", async () => {
    expect(await read(npyBytes(npyHeader("'<U7'", "(3,)"), utf32(TEXTS, 7)))).toEqual(TEXTS);
    expect(await read(npyBytes(npyHeader("'>U7'", "(3,)"), utf32(TEXTS, 7, false)))).toEqual(TEXTS);
  });

  test("reads bytes as UTF-8", async () => {
    const bytes = new Uint8Array(9);
    bytes.set(new TextEncoder().encode("abc"));
    bytes.set(new TextEncoder().encode("é"), 3);
    expect(await read(npyBytes(npyHeader("'|S3'", "(3,)"), bytes))).toEqual(["abc", "é", ""]);
  });

  test("reads whole numbers", async () => {
    expect(await read(npyOf(BigInt64Array.of(7n, 0n, 12n), [3]))).toEqual(["7", "0", "12"]);
  });

  test("refuses anything else", async () => {
    expect(await fault(() => read(npyOf(Float32Array.of(1), [1])))).toBe(
      "unsupported: ids.npy: ids of type float32; expected texts or integers",
    );
    expect(await fault(() => read(npyOf(Int32Array.of(1, 2), [1, 2])))).toBe(
      "bad-value: ids.npy: ids of shape 1×2; expected one an example",
    );
    expect(await fault(() => read(npyOf(BigInt64Array.of(2n ** 60n), [1])))).toMatch(/^bad-value: .*id 0 is 1152921/);
    expect(await fault(() => read(npyBytes(npyHeader("'<U7'", "(4,)"), utf32(TEXTS, 7))))).toBe(
      "malformed: ids.npy: 4 texts need 112 bytes and 84 are there",
    );
    expect(await fault(() => read(npyBytes(npyHeader("'<U1'", "(1,)"), Uint8Array.of(0, 0, 0, 9))))).toMatch(
      /^malformed: ids.npy: a text with the character 150994944/,
    );
    expect(await fault(() => read(npyBytes(npyHeader("'|O'", "(1,)"), new Uint8Array(30))))).toMatch(
      /holds Python objects/,
    );
  });
});
