import { crc32 } from "node:zlib";
import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { zipChecksums } from "../../src/data/zip-checksums.js";

const files = { "a.npy": Uint8Array.of(1, 2, 3), "ä/b.npy": new Uint8Array(500), "empty.npy": new Uint8Array() };
const expected = new Map(Object.entries(files).map(([name, bytes]) => [name, crc32(bytes)]));

test("zipChecksums are those of every file, behind any comment", () => {
  expect(zipChecksums(zipSync(files))).toEqual(expected);
  expect(zipChecksums(zipSync(files, { comment: "PK" }))).toEqual(expected);
  const commented = zipSync(files);
  const archive = new Uint8Array(commented.length + 300);
  archive.set(commented);
  archive[commented.length - 2] = 300 % 256;
  archive[commented.length - 1] = 1;
  expect(zipChecksums(archive)).toEqual(expected);
});

test("zipChecksums follow the numbers of 64 bits that lead to the directory of a long archive", () => {
  const plain = zipSync(files);
  const end = plain.length - 22;
  const archive = new Uint8Array(plain.length + 76);
  archive.set(plain.subarray(0, end));
  const view = new DataView(archive.buffer);
  view.setUint32(end, 0x06064b50, true);
  view.setBigUint64(end + 48, BigInt(new DataView(plain.buffer).getUint32(end + 16, true)), true);
  view.setUint32(end + 56, 0x07064b50, true);
  view.setBigUint64(end + 56 + 8, BigInt(end), true);
  archive.set(plain.subarray(end), end + 76);
  view.setUint32(end + 76 + 16, 0xffffffff, true);
  expect(zipChecksums(archive)).toEqual(expected);
  // Led astray.
  view.setBigUint64(end + 56 + 8, 1n << 40n, true);
  expect(zipChecksums(archive).size).toBe(0);
});

test("zipChecksums of what is no archive are none", () => {
  for (const bytes of [new Uint8Array(), new Uint8Array(30), new Uint8Array(90_000)])
    expect(zipChecksums(bytes).size).toBe(0);
});
