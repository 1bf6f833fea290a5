import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { memorySource } from "../../src/data/byte-source.js";
import { readHashed, sha256, sha256OfSource } from "../../src/data/hash.js";

const bytes = new Uint8Array(2 ** 24 + 7).map((_, i) => i % 251);
const hash = createHash("sha256").update(bytes).digest("hex");

test("SHA-256 of bytes in memory, of a file read piece by piece, and of one that is kept", async () => {
  const source = memorySource("a.bin", bytes);
  const read = await readHashed(source);
  expect([sha256(bytes), await sha256OfSource(source), read.sha256]).toEqual([hash, hash, hash]);
  expect(Buffer.from(read.bytes).equals(bytes)).toBe(true);
  expect((await readHashed(memorySource("empty", new Uint8Array(0)))).sha256).toBe(sha256(""));
});
