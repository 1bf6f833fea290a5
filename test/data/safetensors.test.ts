import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../src/data/byte-source.js";
import { readSafetensor, readSafetensorsHeader } from "../../src/data/safetensors.js";
import { fault, succeedsOrFaults } from "./support/fault.js";

/** A file whose header says what the test wants it to. */
function file(header: unknown, data: readonly number[] = []): Uint8Array {
  const json = new TextEncoder().encode(typeof header === "string" ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes;
}

async function read(bytes: Uint8Array, member: string | null = null) {
  const source = memorySource("x.safetensors", bytes);
  return readSafetensor(source, await readSafetensorsHeader(source), member);
}

const entry = (dtype: string, shape: readonly number[], start: number, end: number) => ({
  dtype,
  shape,
  data_offsets: [start, end],
});

describe("readSafetensor", () => {
  test("reads one tensor by name among several", async () => {
    const header = { a: entry("F16", [2], 0, 4), b: entry("BF16", [1, 2], 4, 8) };
    const bytes = file(header, [0, 0x3c, 0, 0xc0, 0x80, 0x3f, 0x40, 0xc0]);
    expect([...(await read(bytes, "a")).data]).toEqual([1, -2]);
    const b = await read(bytes, "b");
    expect([b.name, b.shape, [...b.data], b.data.constructor]).toEqual([
      "x.safetensors#b",
      [1, 2],
      [1, -3],
      Float32Array,
    ]);
  });

  test("keeps float64", async () => {
    const { data } = await read(file({ a: entry("F64", [1], 0, 8) }, [0, 0, 0, 0, 0, 0, 0xf0, 0x3f]));
    expect(data).toEqual(Float64Array.of(1));
  });

  test("gives the metadata, none where there are none, and does not list them as a tensor", async () => {
    const source = memorySource("x.safetensors", file({ __metadata__: { key: "text" }, a: entry("F32", [0], 0, 0) }));
    expect(await readSafetensorsHeader(source)).toMatchObject({ names: ["a"], metadata: new Map([["key", "text"]]) });
    expect((await readSafetensorsHeader(memorySource("x", file({})))).metadata.size).toBe(0);
  });

  test("reads whole numbers, wide ones in float64", async () => {
    const header = { a: entry("I64", [1], 0, 8), b: entry("I8", [2], 8, 10) };
    const bytes = file(header, [255, 255, 255, 255, 255, 255, 255, 255, 254, 3]);
    expect((await read(bytes, "a")).data).toEqual(Float64Array.of(-1));
    expect((await read(bytes, "b")).data).toEqual(Float32Array.of(-2, 3));
  });

  test("names tensors in the order of their bytes, be their names numbers", async () => {
    const header =
      '{"fc":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"12":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}';
    const source = memorySource("x.safetensors", file(header, Array(8).fill(0)));
    expect((await readSafetensorsHeader(source)).names).toEqual(["fc", "12"]);
  });

  test("without a name among several lists them", async () => {
    const bytes = file({ a: entry("F32", [0], 0, 0), b: entry("F32", [0], 0, 0) });
    expect(await fault(() => read(bytes))).toBe(
      "not-found: x.safetensors holds 2 arrays; name one, as in x.safetensors#a: a, b",
    );
  });
});

const NUMBERS = "whole numbers from 0 to 2^53 − 1";

describe("a hostile .safetensors file", () => {
  test("fewer than 8 bytes are malformed", async () => {
    expect(await fault(() => read(new Uint8Array(7)))).toBe(
      "malformed: x.safetensors is no .safetensors file: it has 7 bytes",
    );
  });

  test("a header longer than the file is malformed", async () => {
    const bytes = new Uint8Array(20).fill(0xff, 0, 8);
    expect(await fault(() => read(bytes))).toBe(
      "malformed: x.safetensors: a header of 18446744073709552000 bytes; expected at most 12",
    );
  });

  test.each(["", "{", "[1]", "null", "7"])("the header %j is malformed", async (header) => {
    expect(await fault(() => read(file(header)))).toBe("malformed: x.safetensors: its header is no JSON object");
  });

  test.each([
    ["no dtype", { shape: [1], data_offsets: [0, 4] }, "its dtype is left out; expected a text"],
    ["no shape", { dtype: "F32", data_offsets: [0, 4] }, `its shape is left out; expected ${NUMBERS}`],
    ["a negative length", entry("F32", [-1], 0, 4), `its shape is [-1]; expected ${NUMBERS}`],
    ["half an element", entry("F32", [0.5], 0, 2), `its shape is [0.5]; expected ${NUMBERS}`],
    ["a length beyond all", entry("F32", [2 ** 62, 4], 0, 4), `its shape is [${2 ** 62},4]; expected ${NUMBERS}`],
    ["one offset", { dtype: "F32", shape: [1], data_offsets: [0] }, `its data_offsets is [0]; expected two ${NUMBERS}`],
    ["a number for an entry", 7, "its entry is 7; expected dtype, shape and data_offsets"],
  ])("an entry with %s is malformed", async (_, bad, says) => {
    expect(await fault(() => read(file({ a: bad }, [0, 0, 0, 0])))).toBe(`malformed: x.safetensors#a: ${says}`);
  });

  test("a shape of more elements than can be counted is malformed", async () => {
    expect(await fault(() => read(file({ a: entry("F32", [2 ** 40, 2 ** 40], 0, 4) }, [0, 0, 0, 0])))).toBe(
      `malformed: x.safetensors#a: ${2 ** 40}×${2 ** 40} F32 need ${2 ** 82} bytes; its entry has 4`,
    );
  });

  test("data that end behind the file are malformed: truncated", async () => {
    expect(await fault(() => read(file({ a: entry("F32", [2], 0, 8) }, [0, 0, 0, 0])))).toBe(
      "malformed: x.safetensors#a: its data end at byte 8 of 4; the file is truncated",
    );
  });

  test("a shape that does not fit its bytes is malformed, offsets in reverse too", async () => {
    expect(await fault(() => read(file({ a: entry("F32", [1000000, 1000000], 0, 4) }, [0, 0, 0, 0])))).toBe(
      "malformed: x.safetensors#a: 1000000×1000000 F32 need 4000000000000 bytes; its entry has 4",
    );
    expect(await fault(() => read(file({ a: entry("F32", [1], 4, 0) }, [0, 0, 0, 0])))).toBe(
      "malformed: x.safetensors#a: its data begin at byte 4 and end at 0",
    );
  });

  test("another type is unsupported, by name", async () => {
    expect(await fault(() => read(file({ a: entry("F8_E4M3", [1], 0, 1) }, [0])))).toBe(
      "unsupported: x.safetensors#a: type F8_E4M3; expected F64, F32, F16, BF16, I64, I32, I16, I8, U64, U32, U16, U8, BOOL",
    );
  });

  test("does not keep a tensor of another type from being read", async () => {
    const header = { odd: entry("F8_E4M3", [1], 0, 1), a: entry("U8", [2], 1, 3) };
    expect([...(await read(file(header, [9, 5, 6]), "a")).data]).toEqual([5, 6]);
  });

  test("tensors that overlap, leave a gap, or leave bytes over are malformed", async () => {
    const data = Array(12).fill(0);
    const two = (start: number, end: number) =>
      fault(() => read(file({ a: entry("F32", [2], 0, 8), b: entry("F32", [1], start, end) }, data), "a"));
    expect(await two(4, 8)).toBe("malformed: x.safetensors#b: its data begin at byte 4, inside those of a, up to 8");
    expect(await two(10, 12)).toBe(
      "malformed: x.safetensors#b: its data begin at byte 10; bytes 8 to 10 are no tensor's",
    );
    expect(await two(0, 4)).toMatch(/#a: its data begin at byte 0, inside those of b, up to 4$/);
    expect(await two(-4, 8)).toMatch(/#b: its data_offsets is \[-4,8\]; expected two whole numbers/);
    expect(await fault(() => read(file({ a: entry("F32", [2], 0, 8) }, data)))).toBe(
      "malformed: x.safetensors: bytes 8 to 12 of its data are no tensor's",
    );
  });

  test("a type named like a property of every object is unsupported too", async () => {
    expect(await fault(() => read(file({ a: entry("constructor", [0], 0, 0) })))).toMatch(
      /^unsupported: .* type constructor;/,
    );
  });

  test.each([{ a: 1 }, "text", ["text"], 7])("the metadata %j are malformed", async (metadata) => {
    expect(await fault(() => read(file({ __metadata__: metadata })))).toBe(
      "malformed: x.safetensors: __metadata__ does not map names to texts",
    );
  });

  test("random bytes and random headers give nothing but a TrisimError", async () => {
    const header = fc.dictionary(
      fc.string(),
      fc.oneof(
        fc.json(),
        fc.record({
          dtype: fc.constantFrom("F32", "F64"),
          shape: fc.array(fc.double()),
          data_offsets: fc.array(fc.integer()),
        }),
      ),
    );
    const bytes = fc.oneof(
      fc.uint8Array(),
      header.map((json) => file(json, [1, 2, 3, 4])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (random) => succeedsOrFaults(() => read(random))),
      { numRuns: 500 },
    );
  });
});
