import { describe, expect, test } from "vitest";
import { permutationP } from "../../../src/measures/stats/permutation-p.js";

const of = (all: readonly number[], exhaustive: boolean) => ({ all, count: all.length, exhaustive });
const itself = (value: number) => value;

describe("permutationP", () => {
  test("is the share that reaches the observed value", () => {
    expect(permutationP(2, of([1, 2, 3, 2], true), itself)).toEqual({
      pValue: 0.75,
      smallest: 0.25,
      permutations: 4,
      exhaustive: true,
    });
  });

  test("counts the observed value as one more where the others are drawn", () => {
    expect(permutationP(9, of([1, 2, 3], false), itself)).toEqual({
      pValue: 0.25,
      smallest: 0.25,
      permutations: 3,
      exhaustive: false,
    });
  });

  test("takes sums that rounding alone tells apart for equal", () => {
    expect(permutationP(0.1 + 0.2, of([0.3, 0.1], true), itself).pValue).toBe(0.5);
    expect(permutationP(1, of([1 - 1e-9], true), itself).pValue).toBe(0);
  });
});
