import { expect, test } from "vitest";
import { sha256 } from "../../src/data/hash.js";
import { sampleHash, sampleMetadata } from "../../src/data/sample-hash.js";

test("sha256 is that of FIPS 180-4's example", () => {
  expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(sha256(new TextEncoder().encode("abc"))).toBe(sha256("abc"));
});

test("the sample hash is the SHA-256 of the ids joined by line feeds", () => {
  expect(sampleHash(["a", "b/c"])).toBe(sha256("a\nb/c"));
});

test("the sample hash tells the order of the same ids", () => {
  expect(sampleHash(["0", "1"])).not.toBe(sampleHash(["1", "0"]));
});

test("the metadata hold the hash and the ids as JSON", () => {
  const ids = ["0/a.png", 'quote".png'];
  const metadata = sampleMetadata(ids);
  expect(metadata.sample_hash).toBe(sampleHash(ids));
  expect(JSON.parse(metadata.sample_ids)).toEqual(ids);
});
