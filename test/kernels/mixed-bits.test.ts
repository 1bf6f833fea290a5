import { describe, expect, test } from "vitest";
import { mixer } from "../../src/kernels/mixed-bits.js";

const COUNT = 2 ** 16;
const draws = (seed: number, from = 0) => Uint32Array.from({ length: COUNT }, (_, i) => mixer(seed)(from + i));

/** χ² of the counts of 16 values about their mean. */
function chiSquare(values: Uint32Array, kindOf: (bits: number) => number): number {
  const counts = new Float64Array(16);
  for (const bits of values) counts[kindOf(bits)] = (counts[kindOf(bits)] ?? 0) + 1;
  const mean = values.length / 16;
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
}

describe("mixer", () => {
  test("gives every index of a seed bits of its own, the same on every machine", () => {
    for (const seed of [0, 1, 0xffff_ffff]) expect(new Set(draws(seed)).size).toBe(COUNT);
    expect([mixer(0)(0), mixer(0)(1), mixer(1)(0)]).toEqual([1079182274, 2961009933, 3757261894]);
    expect(draws(3)).toEqual(draws(3));
  });

  test("spreads neighbouring indices evenly, under neighbouring seeds and far from 0 too", () => {
    // .9999 quantile of χ² with 15 degrees of freedom
    for (const values of [draws(0), draws(1), draws(7, 2 ** 31), draws(7, 2 ** 32 - COUNT)]) {
      expect(chiSquare(values, (bits) => bits >>> 28)).toBeLessThan(44.3);
      expect(chiSquare(values, (bits) => bits & 15)).toBeLessThan(44.3);
    }
  });

  test("what two seeds draw for an index has nothing to do with each other, nor do neighbours", () => {
    const [a, b] = [draws(0), draws(1)];
    const pairs = a.map((bits, i) => ((bits >>> 30) << 2) | ((b[i] ?? 0) >>> 30));
    expect(chiSquare(pairs, (pair) => pair)).toBeLessThan(44.3);
    const neighbours = a.map((bits, i) => ((bits >>> 30) << 2) | ((a[(i + 1) % COUNT] ?? 0) >>> 30));
    expect(chiSquare(neighbours, (pair) => pair)).toBeLessThan(44.3);
  });
});
