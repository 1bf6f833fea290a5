import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../src/data/byte-source.js";
import { readIdx } from "../../src/data/idx.js";
import { fault, succeedsOrFaults } from "./support/fault.js";
import { idxBytes } from "./support/idx-bytes.js";

const read = (bytes: Uint8Array, dimensions = 1) => readIdx(memorySource("x-idx", bytes), dimensions);

describe("readIdx", () => {
  test.each([
    ["plain", (bytes: Uint8Array) => bytes],
    ["gzipped", (bytes: Uint8Array) => gzipSync(bytes)],
  ])("reads shape and place of the data, %s", async (_, pack) => {
    const { source, shape, offset } = await read(pack(idxBytes([2, 1, 3], [1, 2, 3, 4, 5, 6])), 3);
    expect([shape, offset]).toEqual([[2, 1, 3], 16]);
    expect([...(await source.slice(offset, source.byteLength))]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("closing an unpacked file closes the file it came from", async () => {
    let closed = 0;
    const packed = memorySource("x-idx", gzipSync(idxBytes([1], [1])));
    const close = async () => {
      closed++;
    };
    await (await readIdx({ ...packed, close }, 1)).source.close();
    expect(closed).toBe(1);
  });
});

describe("a hostile idx file", () => {
  test("another magic number is malformed, naming both", async () => {
    expect(await fault(() => read(idxBytes([1, 1, 1], [1]), 1))).toBe(
      "malformed: x-idx: magic number 2051; expected 2049",
    );
    expect(await fault(() => read(new Uint8Array(3), 1))).toBe("malformed: x-idx: magic number null; expected 2049");
  });

  test("a header cut short is malformed", async () => {
    expect(await fault(() => read(idxBytes([1, 1, 1], [1]).slice(0, 10), 3))).toBe(
      "malformed: x-idx: its header is truncated",
    );
  });

  test("lengths that promise more or less than is there are malformed", async () => {
    const huge = 2 ** 32 - 1;
    expect(await fault(() => read(idxBytes([huge, 28, 28], [1]), 3))).toBe(
      `malformed: x-idx: ${huge}×28×28 bytes are ${huge * 784}, and 1 are there`,
    );
    expect(await fault(() => read(idxBytes([1], [1, 2])))).toBe("malformed: x-idx: 1 bytes are 1, and 2 are there");
  });

  test("a length of 0 is a bad value", async () => {
    expect(await fault(() => read(idxBytes([0], [])))).toBe("bad-value: x-idx: shape 0; expected lengths above 0");
  });

  test("a truncated and a damaged gzip file are malformed", async () => {
    const packed = gzipSync(idxBytes([5], [1, 2, 3, 4, 5]));
    expect(await fault(() => read(packed.subarray(0, -10)))).toBe(
      "malformed: x-idx: cannot be unpacked: unexpected end of file",
    );
    packed[packed.length - 6] = (packed.at(-6) ?? 0) ^ 1;
    expect(await fault(() => read(packed))).toBe("malformed: x-idx: cannot be unpacked: incorrect data check");
  });

  test("a gzip bomb is refused at 64 MiB", async () => {
    const bomb = gzipSync(new Uint8Array(65 * 2 ** 20));
    expect(await fault(() => read(bomb))).toBe(
      "unsupported: x-idx unpacks to more than 64 MiB; unpack it and use the plain file",
    );
  });

  test("random bytes, bare or gzipped, give nothing but a TrisimError", async () => {
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.uint8Array().map((random) => Uint8Array.from([0x1f, 0x8b, ...random])),
      fc.uint8Array().map((random) => Uint8Array.from([0, 0, 8, 3, ...random])),
    );
    const property = fc.asyncProperty(bytes, fc.constantFrom(1, 3), async (random, dimensions) => {
      await succeedsOrFaults(() => read(random, dimensions));
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
