import { describe, expect, test } from "vitest";
import { permutedProducts } from "../../src/kernels/permuted-products.js";
import { ckaBiased } from "../../src/measures/cka-biased.js";
import { gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { frobenius, naiveGram } from "./ucentred/brute-force.js";

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

  test("says what it has no answer to, and why", () => {
    const { threshold, calibrated, pValue, interval, reasons } = ckaBiased(gaussian(9, 3, 1), gaussian(9, 4, 2));
    expect([threshold, calibrated, pValue, interval]).toEqual([null, null, null, null]);
    expect(reasons).toEqual({
      threshold: "not computed",
      calibrated: "not computed",
      pValue: "not computed",
      interval: "a jackknife of the biased estimate does not cover",
    });
  });
});
