import { describe, expect, test } from "vitest";
import { bytesField, concatBytes, intField, varint } from "../../src/onnx/proto.js";
import { exactInt, floatsIn, intIn, intsIn, readMessage, textIn, varints } from "../../src/onnx/wire.js";

function view(...parts: readonly Uint8Array[]) {
  const bytes = concatBytes(parts);
  return { bytes, name: "f.onnx", start: 0, end: bytes.length };
}

describe("readMessage", () => {
  test("groups fields by number and keeps their order", () => {
    const message = readMessage(view(intField(1, 7), bytesField(2, "a"), intField(1, 9)));
    expect(intsIn(message, 1)).toEqual([7, 9]);
    expect(textIn(message, 2)).toBe("a");
  });

  test("of a single field that is given twice the last one counts", () => {
    expect(textIn(readMessage(view(bytesField(8, "old"), bytesField(8, "new"))), 8)).toBe("new");
  });

  test("reads negative integers, and rounds those beyond 2^53", () => {
    const message = readMessage(view(intField(1, -1), intField(2, Number.MIN_SAFE_INTEGER), intField(3, 2 ** 62)));
    expect([intIn(message, 1), intIn(message, 2), intIn(message, 3)]).toEqual([-1, Number.MIN_SAFE_INTEGER, 2 ** 62]);
    expect(intIn(message, 4)).toBeNull();
  });

  test("reads repeated numbers packed or one to a record", () => {
    const floats = new Uint8Array(Float32Array.of(0.5, -2).buffer);
    const single = concatBytes([varint(8 * 5 + 5), floats.subarray(0, 4)]);
    const message = readMessage(
      view(bytesField(3, concatBytes([varint(300), varint(-4)])), bytesField(5, floats), single),
    );
    expect(intsIn(message, 3)).toEqual([300, -4]);
    expect(floatsIn(message, 5)).toEqual([0.5, -2, 0.5]);
  });

  test.each([
    ["a length beyond the end", Uint8Array.of(0x0a, 5, 1), "byte 1 promises 5 bytes where 1 are left"],
    ["a length of many exabytes", Uint8Array.of(0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f), "promises"],
    ["an end inside a number", Uint8Array.of(0x08, 0x80), "it ends inside a number at byte 1"],
    ["a number that never ends", new Uint8Array(20).fill(0xff), "byte 0 starts no number"],
    ["a group, which ONNX does not have", Uint8Array.of(0x0b), "byte 0 starts no field"],
    ["field number 0", Uint8Array.of(0x00, 0x00), "byte 0 starts no field"],
    ["an end inside eight bytes", Uint8Array.of(0x09, 1, 2), "promises 8 bytes where 2 are left"],
  ])("refuses %s", (_, bytes, message) => {
    expect(() => readMessage(view(bytes))).toThrow(message);
  });

  test("refuses a message of millions of fields", () => {
    expect(() => readMessage(view(new Uint8Array(2 ** 21 + 2).fill(8)))).toThrow("has too many fields");
  });

  test("refuses a text that is not UTF-8, and a field of another type than it should be", () => {
    expect(() => textIn(readMessage(view(bytesField(1, Uint8Array.of(0xff)))), 1)).toThrow("is not UTF-8");
    expect(() => textIn(readMessage(view(intField(1, 3))), 1)).toThrow("field 1 at byte 0 is varint, not bytes");
  });
});

describe("exactInt", () => {
  test("gives every 64-bit integer exactly", () => {
    const max = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f);
    const packed = view(max, varint(-1), varint(0));
    expect([...varints(packed)].map(exactInt)).toEqual([2n ** 63n - 1n, -1n, 0n]);
  });
});
