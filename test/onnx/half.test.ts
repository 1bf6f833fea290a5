import { expect, test } from "vitest";
import { bfloatToNumber, halfToNumber } from "../../src/onnx/half.js";

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
