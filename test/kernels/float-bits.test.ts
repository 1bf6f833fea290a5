import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bitsOf,
  clearSigns,
  countZeroBits,
  floatOf,
  INFINITE_BITS,
  largestBits,
  zeroBitsBelow,
} from "../../src/kernels/float-bits.js";

const float = fc.oneof(fc.constantFrom(0, -0, 1, -1, 0.5), fc.float({ noNaN: true }));

function bits(values: readonly number[]): Uint32Array {
  return new Uint32Array(Float32Array.from(values).buffer);
}

describe("bits of magnitudes", () => {
  test("are ordered as the magnitudes are, and give them back", () => {
    fc.assert(
      fc.property(float, float, (a, b) => {
        const [x, y] = [Math.abs(a), Math.abs(b)];
        expect(Math.sign(bitsOf(x) - bitsOf(y))).toBe(Number(x > y) - Number(x < y));
        expect(floatOf(bitsOf(x))).toBe(x);
      }),
    );
    expect([bitsOf(0), bitsOf(Number.POSITIVE_INFINITY)]).toEqual([0, INFINITE_BITS]);
    expect(bitsOf(Number.NaN)).toBeGreaterThan(INFINITE_BITS);
  });

  test("signs go, the largest is found and zeros of both signs count, each among the first n", () => {
    const values = bits([-2, -0, 0, 1, 5]);
    clearSigns(values, 4);
    expect(Array.from(new Float32Array(values.buffer))).toEqual([2, 0, 0, 1, 5]);
    expect([largestBits(values, 4), largestBits(values, 0)]).toEqual([bitsOf(2), 0]);
    expect([countZeroBits(values, 4), countZeroBits(values, 2)]).toEqual([2, 1]);
  });

  test("all below an edge become zero and of those on it the first few, signs aside", () => {
    const values = bits([-1, 0.5, 1, -3, 1, 0.25, 0.25]);
    expect(zeroBitsBelow(values, 6, bitsOf(1), 2)).toBe(0);
    expect(Array.from(new Float32Array(values.buffer))).toEqual([0, 0, 0, -3, 1, 0, 0.25]);
    expect(zeroBitsBelow(bits([1, 2]), 2, bitsOf(1), 3)).toBe(2);
  });
});
