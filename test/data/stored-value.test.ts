import fc from "fast-check";
import { expect, test } from "vitest";
import { parseStored, storedText } from "../../src/data/stored-value.js";

const arrays = fc.oneof(fc.float64Array(), fc.float32Array(), fc.int32Array(), fc.uint32Array());
const plain = fc.oneof(fc.string(), fc.boolean(), fc.constant(null), fc.integer());

test("comes back to the bit, NaN and −0 in arrays too", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(plain, arrays, fc.array(arrays))), (value) => {
      expect(parseStored(storedText(value))).toEqual({ ...value });
    }),
  );
});

test("a part of an array is written, not the memory behind it", () => {
  expect(parseStored(storedText({ x: new Float64Array([1, 2, 3, 4]).subarray(1, 3) }))).toEqual({
    x: Float64Array.of(2, 3),
  });
});

test("an unknown kind, or bytes that do not fill the last number, are refused", () => {
  expect(() => parseStored('{"$array":"BigInt64Array","base64":""}')).toThrow("a stored array of kind BigInt64Array");
  expect(() => parseStored('{"$array":"Float64Array","base64":"AAAA"}')).toThrow(RangeError);
  expect(() => parseStored('{"x":')).toThrow(SyntaxError);
});
