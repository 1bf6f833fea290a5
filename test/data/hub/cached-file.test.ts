import { mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { blobPath, snapshotPath } from "../../../src/data/hub/cache-folder.js";
import { isWhole, linkBlob, linkedChecksum, takeBlob } from "../../../src/data/hub/cached-file.js";
import { temporaryFolder } from "../../support/command.js";
import { gitSha1, sha256 } from "../../support/hub-server.js";

const bytes = Buffer.from("the bytes");
const commit = "6".repeat(40);
let folder = "";
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("isWhole", () => {
  test("goes by size and checksum, as far as they are known", async () => {
    const file = join(folder, "x");
    expect(await isWhole(file, { size: null, checksum: null })).toBe(false);
    writeFileSync(file, bytes);
    for (const checksum of [sha256(bytes), gitSha1(bytes), null]) {
      for (const size of [bytes.length, null]) expect(await isWhole(file, { size, checksum })).toBe(true);
    }
    expect(await isWhole(file, { size: 3, checksum: null })).toBe(false);
    expect(await isWhole(file, { size: bytes.length, checksum: sha256(Buffer.from("others")) })).toBe(false);
    expect(await isWhole(folder, { size: null, checksum: null })).toBe(false);
  });
});

describe("linkBlob", () => {
  test("links a snapshot's file to its blob, in place of what was there", async () => {
    const checksum = sha256(bytes);
    const part = join(folder, "part");
    const place = snapshotPath(folder, commit, "onnx/x.onnx");
    mkdirSync(join(place, ".."), { recursive: true });
    symlinkSync("nowhere", place);
    writeFileSync(part, bytes);
    await takeBlob(folder, part, checksum);
    await linkBlob(folder, checksum, commit, "onnx/x.onnx");
    expect(readFileSync(blobPath(folder, checksum)).equals(bytes)).toBe(true);
    expect(readlinkSync(place)).toBe(`../../../blobs/${checksum}`);
    expect(await linkedChecksum(folder, commit, "onnx/x.onnx")).toBe(checksum);
    expect(await linkedChecksum(folder, commit, "other")).toBeNull();
  });
});
