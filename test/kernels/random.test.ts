import { describe, expect, test } from "vitest";
import { permutation, permutations, uniforms } from "../../src/kernels/random.js";

const identity = (n: number) => Array.from({ length: n }, (_, i) => i);

/** How often each of the 24 orders of four entries came up. */
function frequencies(orders: readonly Uint32Array[]): number[] {
  const counts = new Map<string, number>();
  for (const order of orders) counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  return [...counts.values()];
}

describe("permutation", () => {
  test("holds every index once", () => {
    for (const n of [0, 1, 2, 7, 1000]) {
      expect([...permutation(n, 3)].sort((a, b) => a - b)).toEqual(identity(n));
    }
  });

  test("is the same for the same seed, on every machine", () => {
    expect([...permutation(8, 0)]).toEqual([0, 7, 6, 5, 2, 3, 1, 4]);
    expect(permutation(1000, 5)).toEqual(permutation(1000, 5));
    expect(permutation(1000, 5)).not.toEqual(permutation(1000, 6));
  });

  test("gives every order its share over neighbouring seeds", () => {
    const counts = frequencies(identity(24_000).map((seed) => permutation(4, seed)));
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(counts).toHaveLength(24);
    expect(chiSquare).toBeLessThan(49.7); // .999 quantile of χ² with 23 degrees of freedom
  });
});

describe("permutations", () => {
  test("start with the permutation of the same seed and differ from each other", () => {
    const [first, second, third] = permutations(50, 3, 9);
    expect(first).toEqual(permutation(50, 9));
    expect(second).not.toEqual(first);
    expect(third).not.toEqual(second);
  });

  test("give every order its share within one seed", () => {
    const counts = frequencies(permutations(4, 24_000, 1));
    const chiSquare = counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chiSquare).toBeLessThan(49.7);
  });

  test("take a negative seed for another one", () => {
    expect(permutation(100, -1)).not.toEqual(permutation(100, 1));
  });
});

test("uniforms lie between 0 and 1, evenly, and follow the seed", () => {
  const values = uniforms(10_000, 4);
  expect(values.every((value) => value > 0 && value < 1)).toBe(true);
  const counts = new Array<number>(10).fill(0);
  for (const value of values) counts[Math.floor(10 * value)] = (counts[Math.floor(10 * value)] ?? 0) + 1;
  // Chi-square with 9 degrees of freedom: above 27.9 with probability .001.
  expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(27.9);
  expect(uniforms(5, 4)).toEqual(values.slice(0, 5));
  expect(uniforms(5, 5)).not.toEqual(values.slice(0, 5));
});
