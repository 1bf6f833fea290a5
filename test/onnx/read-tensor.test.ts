import { expect, test } from "vitest";
import { bytesField, concatBytes, intField, varint } from "../../src/onnx/proto.js";
import { readTensor } from "../../src/onnx/read-tensor.js";

const FLOATS = new Uint8Array(Float32Array.of(1, 2).buffer);

function read(...parts: readonly Uint8Array[]) {
  const bytes = concatBytes([bytesField(8, "w"), ...parts]);
  return readTensor({ bytes, name: "m", start: 0, end: bytes.length });
}

test("strings are counted, 4-bit integers come two to a byte or to a varint", () => {
  const strings = read(intField(1, 2), intField(2, 8), bytesField(6, ""), bytesField(6, "b"));
  expect([strings.elemType, strings.size]).toEqual(["string", 2]);
  expect(read(intField(1, 3), intField(2, 22), bytesField(9, Uint8Array.of(1, 2))).size).toBe(3);
  expect(read(intField(1, 3), intField(2, 22), bytesField(5, Uint8Array.of(1, 2))).size).toBe(3);
});

test("an empty raw_data beside typed values does not count", () => {
  const { valueField } = read(intField(1, 2), intField(2, 1), bytesField(9, ""), bytesField(4, FLOATS));
  expect(valueField).toBe("float");
});

test.each([
  ["values in a field of another type", [intField(1, 2), intField(2, 1), bytesField(7, varint(1))], "int64_data"],
  ["values in two places", [intField(1, 4), intField(2, 1), bytesField(4, FLOATS), bytesField(9, FLOATS)], "in pieces"],
  ["values one to a record", [intField(1, 1), intField(2, 7), intField(7, 1)], "is varint, not bytes"],
  ["values of no type", [intField(1, 1), bytesField(9, FLOATS)], "has values of no type"],
  ["half an element too much", [intField(1, 1), intField(2, 1), bytesField(9, FLOATS.subarray(0, 6))], "holds 1.5"],
  ["an element type of the future", [intField(2, 99)], "element type 99 is not known"],
  ["segments", [bytesField(3, "")], "is cut into segments"],
  ["a hundred dimensions", Array.from({ length: 100 }, () => intField(1, 1)), "has 100 dimensions"],
] as readonly (readonly [string, Uint8Array[], string])[])("refuses %s", (_, parts, message) => {
  expect(() => read(...parts)).toThrow(message);
});
