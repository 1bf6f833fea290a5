import { expect, test } from "vitest";
import { keptPlaces, placeOf } from "../../src/onnx/kept-places.js";

test("says where the bytes that an edited file keeps are in it, and of others that they are not", () => {
  const bytes = new Uint8Array(16).subarray(4, 14);
  const kept = keptPlaces(bytes, [bytes.subarray(0, 3), Uint8Array.of(1, 2), bytes.subarray(5, 5), bytes.subarray(6)]);
  expect([0, 2, 6, 9].map((byte) => placeOf(byte, kept))).toEqual([0, 2, 5, 8]);
  for (const byte of [3, 5, 10])
    expect(() => placeOf(byte, kept)).toThrow(new RangeError(`placeOf: byte ${byte} was not kept`));
});
