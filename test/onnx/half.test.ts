import { describe, expect, test } from "vitest";
import { bfloatToNumber, halfToNumber, numberToBfloat, numberToHalf } from "../../src/onnx/half.js";

test("a 16-bit float has zeros of both signs, denormals, infinities and NaN", () => {
  expect(halfToNumber(0x0000)).toBe(0);
  expect(Object.is(halfToNumber(0x8000), -0)).toBe(true);
  expect(halfToNumber(0x0001)).toBe(2 ** -24);
  expect(halfToNumber(0x7bff)).toBe(65504);
  expect(halfToNumber(0x3555)).toBe(0.333251953125);
  expect(halfToNumber(0xfc00)).toBe(Number.NEGATIVE_INFINITY);
  expect(halfToNumber(0x7e00)).toBeNaN();
});

test("a bfloat16 is the upper half of a 32-bit float", () => {
  expect(bfloatToNumber(0xc049)).toBe(-3.140625);
  expect(bfloatToNumber(0x7f80)).toBe(Number.POSITIVE_INFINITY);
});

/** Decoder, encoder, the bits of infinity, and what would come after the largest finite one. */
const FORMATS = [
  ["float16", halfToNumber, numberToHalf, 0x7c00, 2 ** 16],
  ["bfloat16", bfloatToNumber, numberToBfloat, 0x7f80, 2 ** 128],
] as const;

describe.each(FORMATS)("%s", (_, decode, encode, infinite, beyond) => {
  test("every one is the nearest one to itself", () => {
    const all = Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter((bits) => !Number.isNaN(decode(bits)));
    expect(all.length).toBe(2 * infinite + 2);
    expect(all.filter((bits) => encode(decode(bits)) !== bits)).toEqual([]);
    expect(decode(encode(Number.NaN))).toBeNaN();
  });

  test("between two the nearer is taken, halfway the even one, and just off halfway the nearer", () => {
    // Up to the largest finite one and what would come after it: infinity, which is the even one there.
    for (let bits = 0; bits < infinite; bits++) {
      const [low, high] = [decode(bits), bits === infinite - 1 ? beyond : decode(bits + 1)];
      const middle = (low + high) / 2;
      const even = bits % 2 === 0 ? bits : bits + 1;
      // The nearest doubles to halfway: a rounding to float32 on the way would make them ties.
      const found = [middle, middle * (1 - 2 ** -52), middle * (1 + 2 ** -52), -middle].map(encode);
      if (String(found) !== String([even, bits, bits + 1, 0x8000 | even])) expect.fail(`${bits}: ${found}`);
    }
  });

  test("what is far beyond the largest is infinite, and what is far below the smallest a zero of its sign", () => {
    expect([Infinity, 1e300, -1e300].map((value) => decode(encode(value)))).toEqual([Infinity, Infinity, -Infinity]);
    expect([1e-300, -1e-300, 5e-324, -0].map(encode)).toEqual([0, 0x8000, 0, 0x8000]);
  });
});
