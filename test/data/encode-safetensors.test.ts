import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memorySource } from "../../src/data/byte-source.js";
import { encodeSafetensors, type Tensor } from "../../src/data/encode-safetensors.js";
import { readSafetensor, readSafetensorsHeader } from "../../src/data/safetensors.js";

const values = fc.array(fc.double({ noNaN: true }), { maxLength: 6 });
const tensor: fc.Arbitrary<Tensor> = fc.oneof(
  values.map((data) => ({ shape: [data.length], data: Float64Array.from(data) })),
  values.map((data) => ({ shape: [1, data.length], data: Float32Array.from(data) })),
);
const name = fc.string({ unit: "binary" }).filter((text) => text !== "__metadata__");
const tensors = fc.array(fc.tuple(name, tensor), { maxLength: 5 }).map((entries) => new Map(entries));
const metadata = fc.dictionary(name, fc.string());

describe("encodeSafetensors", () => {
  test("what it writes is read back, whatever the names, values and metadata", async () => {
    const property = fc.asyncProperty(tensors, metadata, async (map, texts) => {
      const source = memorySource("x.safetensors", encodeSafetensors(map, texts));
      const header = await readSafetensorsHeader(source);
      expect(new Set(header.names)).toEqual(new Set(map.keys()));
      expect([...header.metadata]).toEqual(Object.entries(texts));
      for (const [key, { shape, data }] of map) {
        const back = await readSafetensor(source, header, key);
        expect([back.shape, back.data]).toEqual([shape, data]);
      }
    });
    await fc.assert(property);
  });

  test("names that objects give a meaning to are names like others", async () => {
    const map = new Map([["__proto__", { shape: [1], data: Float32Array.of(7) }]]);
    const source = memorySource("x.safetensors", encodeSafetensors(map, JSON.parse('{"__proto__": "text"}')));
    const header = await readSafetensorsHeader(source);
    expect([...header.metadata]).toEqual([["__proto__", "text"]]);
    expect([...(await readSafetensor(source, header, "__proto__")).data]).toEqual([7]);
  });

  test("the header's length is a multiple of 8 and every tensor is aligned to its elements", () => {
    const property = fc.property(tensors, metadata, (map, texts) => {
      const bytes = encodeSafetensors(map, texts);
      const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
      const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
      const starts = [...map].map(([key, { data }]) => header[key].data_offsets[0] % data.BYTES_PER_ELEMENT);
      expect([length % 8, ...starts].every((rest) => rest === 0)).toBe(true);
    });
    fc.assert(property);
  });

  test("its bytes are those of the format's description", () => {
    const bytes = encodeSafetensors(new Map([["a", { shape: [2], data: Float32Array.of(1, -2) }]]), { k: "v" });
    const header = '{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    const padded = header.padEnd(Math.ceil(header.length / 8) * 8);
    const text = new TextEncoder().encode(padded);
    expect([...bytes]).toEqual([text.length, 0, 0, 0, 0, 0, 0, 0, ...text, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  test("only the part of a buffer that a view shows is written", () => {
    const part = Float32Array.of(9, 1, 9).subarray(1, 2);
    expect([...encodeSafetensors(new Map([["a", { shape: [1], data: part }]]), {}).slice(-4)]).toEqual([
      0, 0, 0x80, 0x3f,
    ]);
  });

  test("a shape of another size and the reserved name are RangeErrors", () => {
    expect(() => encodeSafetensors(new Map([["a", { shape: [2, 2], data: new Float32Array(3) }]]), {})).toThrow(
      new RangeError("encodeSafetensors: a has shape 2×2 and 3 elements"),
    );
    expect(() => encodeSafetensors(new Map([["__metadata__", { shape: [0], data: new Float32Array(0) }]]), {})).toThrow(
      new RangeError("encodeSafetensors: the format keeps the name __metadata__ for itself"),
    );
  });
});
