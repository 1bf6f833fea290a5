import fc from "fast-check";
import { expect, test } from "vitest";
import { paddedLine, parseStored, storedBytes } from "../../src/data/stored-value.js";

const arrays = fc.oneof(fc.float64Array(), fc.float32Array(), fc.int32Array(), fc.uint32Array(), fc.uint8Array());
const plain = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer());
const STAMP = { dev: 0n, ino: 0n, size: 0n, mtimeNs: 0n, ctimeNs: 0n };
const written = (value: unknown) => Buffer.concat(storedBytes(value));

test("comes back to the bit, NaN and −0 in arrays too, wherever the bytes lie", () => {
  const values = fc.dictionary(fc.string(), fc.oneof(plain, arrays, fc.array(arrays)));
  fc.assert(
    fc.property(values, fc.nat(9), (value, before) => {
      const moved = Buffer.concat([new Uint8Array(before), written(value)]).subarray(before);
      expect(parseStored(moved)).toEqual({ ...value });
    }),
  );
});

test("a part of an array is written, not the memory behind it", () => {
  expect(parseStored(written({ x: new Float64Array([1, 2, 3, 4]).subarray(1, 3) }))).toEqual({
    x: Float64Array.of(2, 3),
  });
});

test("arrays lie where they can be read in place", () => {
  const bytes = Uint8Array.from(written({ name: "é", odd: Uint8Array.of(1), x: Float64Array.of(1, 2) }));
  const { x } = parseStored(bytes) as { x: Float64Array };
  expect(x.buffer).toBe(bytes.buffer);
  expect(paddedLine("é").length % 8).toBe(0);
});

test("numbers that are read on demand may be left where they are, and nothing is a view of the bytes then", () => {
  const x = Float64Array.of(1, 2);
  const bytes = written({ map: { onDemand: x }, other: x, few: Uint8Array.of(3) });
  const left = parseStored(bytes, (at, length) => ({ path: "file", at, length, stamp: STAMP })) as typeof VALUE;
  const VALUE = { map: { onDemand: { path: "", at: 0, length: 0 } }, other: x, few: Uint8Array.of(3) };
  const { at } = left.map.onDemand;
  expect(left).toEqual({ ...VALUE, map: { onDemand: { path: "file", at, length: 2, stamp: STAMP } } });
  expect(new Float64Array(Uint8Array.from(bytes.subarray(at, at + 16)).buffer)).toEqual(x);
  expect([left.other.buffer.byteLength, left.few.buffer.byteLength]).toEqual([16, 1]);
});

test("names that stand for something in the line are names like others", () => {
  const value = { $array: "none", inner: [{ $entries: 1, $array: Float64Array.of(1) }, { $entries: { $array: 2 } }] };
  expect(parseStored(written(value))).toEqual(value);
});

test("an array in two places is written once", () => {
  const x = new Float64Array(1000);
  expect(written({ x, y: [x] }).length).toBeLessThan(9000);
  expect(parseStored(written({ x, y: [x] }))).toEqual({ x, y: [x] });
});

test("an unknown kind, or an array beyond the end, is refused", () => {
  const parsed = (text: string) => parseStored(Buffer.from(`${text}\n`));
  expect(() => parsed('{"$array":"BigInt64Array","at":0,"length":0}')).toThrow("a stored array of kind BigInt64Array");
  expect(() => parsed('{"$array":"Float64Array","at":0,"length":1}')).toThrow("ends beyond its file");
  expect(() => parsed('{"$array":"Float64Array","at":-8,"length":0}')).toThrow("ends beyond its file");
  expect(() => parsed('{"x":')).toThrow(SyntaxError);
  expect(() => storedBytes({ x: new BigInt64Array(1) })).toThrow("BigInt64Array cannot be stored");
});
