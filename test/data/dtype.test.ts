import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode, dtypes } from "../../src/data/dtype.js";

const half = (bits: number) => dtypes.float16.get(new DataView(Uint16Array.of(bits).buffer), 0, true);
const brain = (bits: number) => dtypes.bfloat16.get(new DataView(Uint16Array.of(bits).buffer), 0, true);

describe("float16", () => {
  test.each([
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x7bff, 65504],
    [0x0400, 2 ** -14],
    [0x0001, 2 ** -24],
    [0x3555, 0.333251953125],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0xfc00, Number.NEGATIVE_INFINITY],
    [0x7e00, Number.NaN],
    [0x8000, -0],
  ])("0x%s is %d", (bits, value) => expect(half(bits)).toBe(value));

  test("rises with its bits, over all finite positive values", () => {
    const values = Array.from({ length: 0x7c00 }, (_, bits) => half(bits));
    expect(values.every((value, bits) => bits === 0 || value > half(bits - 1))).toBe(true);
  });
});

test("bfloat16 is the upper half of a float32", () => {
  expect([brain(0x3f80), brain(0xc040), brain(0x7f80), brain(0x0001)]).toEqual([
    1,
    -3,
    Number.POSITIVE_INFINITY,
    2 ** -133,
  ]);
});

test("float32 and float64 come back exactly, in either byte order and from any offset", () => {
  fc.assert(
    fc.property(fc.array(fc.double()), fc.boolean(), fc.integer({ min: 0, max: 8 }), (values, little, shift) => {
      const bytes = new Uint8Array(shift + values.length * 8);
      const view = new DataView(bytes.buffer);
      values.forEach((value, i) => {
        view.setFloat64(shift + i * 8, value, little);
      });
      expect([...decode(bytes.subarray(shift), dtypes.float64, little)]).toEqual(values);
    }),
  );
});

test("what holds a type holds every one of its values exactly", () => {
  for (const { name, bytes, integer, holds } of Object.values(dtypes)) {
    expect([name, holds]).toEqual([name, bytes === 8 || (integer && bytes === 4) ? "float64" : "float32"]);
  }
});
