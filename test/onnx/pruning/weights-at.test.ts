import { expect, test } from "vitest";
import { weightsAt } from "../../../src/onnx/pruning/weights-at.js";

test("the count is the floor of the product, whatever binary makes of it", () => {
  const cases = [
    [0.29, 100, 29],
    [0.57, 100, 57],
    [0.7, 10, 7],
    [0.99, 88_786_944, 87_899_074],
    [0.5, 7, 3],
    [0, 5, 0],
    [1e-7, 20_000_000, 2],
    [2.5e-8, 100_000_000, 2],
    [28 / 30, 30, 28],
    [0.2899999, 100, 28],
    [0.9999999, 10_000_000, 9_999_999],
    [0.99999999, 10_000_000, 9_999_999],
  ] as const;
  for (const [sparsity, n, expected] of cases) expect(weightsAt(sparsity, n), `${sparsity} of ${n}`).toBe(expected);
});

test.each([-0.1, 1, Number.NaN])("%d is no sparsity", (sparsity) => {
  expect(() => weightsAt(sparsity, 5)).toThrow(new RangeError(`prune: sparsity ${sparsity} is not in [0, 1)`));
});

test("k of n comes back from k / n, and a little less is less", () => {
  for (const n of [7, 1000, 88_786_944])
    for (const k of [1, 3, Math.floor(n / 3), n - 1]) {
      expect(weightsAt(k / n, n)).toBe(k);
      expect(weightsAt(k / n - 1e-12, n)).toBe(k - 1);
    }
});
