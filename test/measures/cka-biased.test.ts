import { describe, expect, test } from "vitest";
import { permutedProducts } from "../../src/kernels/permuted-products.js";
import { permutations } from "../../src/kernels/random.js";
import { ckaBiased } from "../../src/measures/cka-biased.js";
import { sampledNull } from "../../src/measures/stats/sampled-null.js";
import { gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { frobenius, naiveGram, reordered } from "./ucentred/brute-force.js";

describe("biased cka", () => {
  test.each([
    [2, 3, 1],
    [9, 3, 4],
    [9, 40, 4],
    [9, 40, 50],
  ])("is the cosine of the Gram matrices, n = %i, p = %i, q = %i", (n, p, q) => {
    const [x, y] = [gaussian(n, p, 1), gaussian(n, q, 2)];
    const [k, m] = [naiveGram(x), naiveGram(y)];
    const cosine = frobenius(k, m) / Math.sqrt(frobenius(k, k) * frobenius(m, m));
    close(ckaBiased(x, y).score ?? 2, cosine, 1e-13);
  });

  test("has the mean over all permutations as its chance", () => {
    const [x, y] = [gaussian(6, 3, 1), gaussian(6, 9, 2)];
    const [k, m] = [naiveGram(x), naiveGram(y)];
    const all = permutedProducts(k, m);
    const mean = all.reduce((total, value) => total + value, 0) / all.length;
    close(ckaBiased(x, y).chance ?? 2, mean / Math.sqrt(frobenius(k, k) * frobenius(m, m)), 1e-12);
  });

  test("counts threshold and p from permutations, whichever form the kernels have", () => {
    for (const [n, p, q] of [
      [40, 2, 3],
      [40, 30, 4],
      [9, 12, 30],
    ] as const) {
      const [x, y] = [gaussian(n, p, 1), gaussian(n, q, 2)];
      const [k, m] = [naiveGram(x), naiveGram(y)];
      const norms = Math.sqrt(frobenius(k, k) * frobenius(m, m));
      const nulls = permutations(n, 30, 7).map((order) => frobenius(k, naiveGram(reordered(y, order))) / norms);
      const { score, threshold, pValue } = ckaBiased(x, y, { permutations: 30, seed: 7 });
      const expected = sampledNull(score ?? 2, Float64Array.from(nulls));
      close(threshold ?? 2, expected.threshold, 1e-12);
      expect(pValue).toBe(expected.pValue);
    }
  });

  test("has no interval, and says why", () => {
    const { interval, reasons } = ckaBiased(gaussian(9, 3, 1), gaussian(9, 4, 2));
    expect(interval).toBeNull();
    expect(reasons).toEqual({ interval: "a jackknife of the biased estimate does not cover" });
  });
});
