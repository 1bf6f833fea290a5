import { describe, expect, test } from "vitest";
import { productChain, prunedWeights, tensorChain } from "../../support/product-chain.js";

const ones = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (_, c) => 1 + r * columns + c));
const chain = productChain(ones(4, 50), ones(50, 20));
const zerosOf = (values: readonly number[]) => values.filter((value) => value === 0).length;

describe("random", () => {
  test("zeroes exactly floor(s·N) of the whole model, and what it took it takes at higher levels too", () => {
    let before: readonly number[] = [];
    for (const [level, count] of [
      [0, 0],
      [0.1, 120],
      [0.333, 399],
      [0.8, 960],
      [0.99, 1188],
    ] as const) {
      const found = prunedWeights(chain, "random", level).flat();
      expect(zerosOf(found)).toBe(count);
      expect(before.every((value, i) => value !== 0 || found[i] === 0)).toBe(true);
      before = found;
    }
  });

  test("is the same for one seed and another for the next, each spread over both layers", () => {
    const of = (seed: number) => prunedWeights(chain, "random", 0.5, { seed });
    expect(of(5)).toEqual(of(5));
    const [a, b] = [of(5).flat(), of(6).flat()];
    // Of 1,200 places half go in each, so about a quarter go in both: within five standard deviations of it.
    const both = a.filter((value, i) => value === 0 && b[i] === 0).length;
    expect(Math.abs(both - 300)).toBeLessThan(45);
    for (const seed of [0, 1, 2]) expect(Math.abs(zerosOf(of(seed)[0] ?? []) - 100)).toBeLessThan(35);
  });

  test("counts weights that are zero already, of any type", () => {
    for (const type of ["float32", "float64"] as const) {
      const values = Array.from({ length: 40 }, (_, i) => (i % 4 === 3 ? 0 : i + 1));
      const bytes = tensorChain({ dims: [4, 10], values, type });
      expect(zerosOf(prunedWeights(bytes, "random", 0.25).flat())).toBe(10);
      expect(prunedWeights(bytes, "random", 0.25).flat()).toEqual(values);
      expect(zerosOf(prunedWeights(bytes, "random", 0.5).flat())).toBe(20);
      expect(zerosOf(prunedWeights(bytes, "random", 0.1).flat())).toBe(10);
    }
  });
});
