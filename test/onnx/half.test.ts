import { expect, test } from "vitest";
import { bfloatToNumber, halfToNumber, numberToHalf } from "../../src/onnx/half.js";

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

test("every 16-bit float is the nearest one to itself", () => {
  const all = Array.from({ length: 2 ** 16 }, (_, bits) => bits).filter((bits) => !Number.isNaN(halfToNumber(bits)));
  expect(all.filter((bits) => numberToHalf(halfToNumber(bits)) !== bits)).toEqual([]);
  expect(halfToNumber(numberToHalf(Number.NaN))).toBeNaN();
});

test("between two 16-bit floats the nearer is taken, halfway the even one, and just off halfway the nearer", () => {
  // Up to the largest finite one and what would come after it: 0x7c00 is infinite, and the even one there.
  for (let bits = 0; bits < 0x7c00; bits++) {
    const [low, high] = [halfToNumber(bits), bits === 0x7bff ? 65536 : halfToNumber(bits + 1)];
    const middle = (low + high) / 2;
    const even = bits % 2 === 0 ? bits : bits + 1;
    const found = [middle, middle * (1 - 1e-15), middle * (1 + 1e-15), -middle].map(numberToHalf);
    if (String(found) !== String([even, bits, bits + 1, 0x8000 | even])) expect.fail(`${bits}: ${found}`);
  }
});
