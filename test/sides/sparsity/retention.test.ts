import { describe, expect, test } from "vitest";
import { accuracyOf, retention } from "../../../src/sides/sparsity/retention.js";

const right = Int32Array.of(1, 0, 1, 1);

describe("accuracyOf", () => {
  test("is what is left when each example is really taken away", () => {
    const { leaveOneOut } = accuracyOf({ right, examples: null }, 4);
    const without = [...right].map((_, i) => {
      const others = [...right].filter((_value, j) => j !== i);
      return others.reduce((sum, value) => sum + value, 0) / others.length;
    });
    expect([...leaveOneOut]).toEqual(without);
  });

  test("does not change without an example that is not evaluated", () => {
    const { score, leaveOneOut } = accuracyOf({ right: Int32Array.of(1, 0), examples: Uint32Array.of(1, 3) }, 4);
    expect(score).toBe(0.5);
    expect([...leaveOneOut]).toEqual([0.5, 0, 0.5, 1]);
  });
});

describe("retention", () => {
  const dense = accuracyOf({ right, examples: null }, 4);

  test("is 1 of the dense network and 0 at the floor", () => {
    expect(retention(dense, dense, 0.1)).toEqual({ score: 1, leaveOneOut: Float64Array.of(1, 1, 1, 1) });
    const guess = { score: 0.1, leaveOneOut: new Float64Array(4).fill(0.1) };
    expect(retention(guess, dense, 0.1)?.score).toBe(0);
  });

  test("is not defined where the dense network does not rise above the floor, or would not without an example", () => {
    expect(retention(dense, dense, 0.75)).toBeNull();
    expect(retention(dense, dense, 0.7)).toBeNull();
    expect(retention(dense, dense, 0.66)).not.toBeNull();
  });
});
