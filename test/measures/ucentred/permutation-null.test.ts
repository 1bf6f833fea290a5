import { describe, expect, test } from "vitest";
import type { Float64Matrix } from "../../../src/kernels/float64-matrix.js";
import { permutations } from "../../../src/kernels/random.js";
import { debiasedScore } from "../../../src/measures/ucentred/debiased-score.js";
import {
  countedNull,
  pearsonNull,
  permutationNull,
  permutationSkewness,
} from "../../../src/measures/ucentred/permutation-null.js";
import { uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";
import { naiveCentred, reordered } from "./brute-force.js";

const side = (x: Float64Matrix) => ({ xc: naiveCentred(x), prepared: uCentred(naiveCentred(x)) });

/** Scores of x against y with its examples permuted at random. */
function sampled(x: Float64Matrix, y: Float64Matrix, count: number): number[] {
  const a = side(x).prepared;
  return permutations(y.rows, count, 1).map((order) => debiasedScore(a, side(reordered(y, order)).prepared) ?? 2);
}

describe("the null distribution", () => {
  test("is counted out up to seven examples, and Pearson III from eight on", () => {
    for (const n of [7, 8]) {
      const [x, y] = [side(gaussian(n, 3, 1)), side(gaussian(n, 2, 2))];
      const expected = n === 7 ? countedNull(0.3, x.prepared, y.prepared) : pearsonNull(0.3, x, y);
      expect(permutationNull(0.3, x, y)).toEqual(expected);
    }
  });

  test("counts ties with the score as at least it", () => {
    const x = side(gaussian(4, 2, 1));
    expect(countedNull(1, x.prepared, x.prepared).pValue).toBeGreaterThanOrEqual(1 / 24);
    expect(countedNull(-2, x.prepared, x.prepared).pValue).toBe(1);
  });

  test("never gives a p-value below .001", () => {
    const x = side(gaussian(7, 3, 1));
    const y = side(gaussian(200, 3, 1));
    expect(countedNull(1.5, x.prepared, x.prepared).pValue).toBe(0.001);
    expect(pearsonNull(1, y, y).pValue).toBe(0.001);
  });

  const noise = gaussian(40, 3, 5);
  const outliers = build(40, 3, (i, j) => at(noise, i, j) * (i < 4 ? 6 : 1));
  test.each([
    ["gaussian", gaussian(40, 3, 1), gaussian(40, 5, 2)],
    ["of one feature", gaussian(40, 1, 3), gaussian(40, 1, 4)],
    ["with outliers", outliers, gaussian(40, 2, 6)],
  ])("has the quantile and the skewness of 3,000 permutations, %s", (_, x, y) => {
    const scores = sampled(x, y, 3000).sort((a, b) => a - b);
    const spread = Math.sqrt(2 / (40 * 37));
    const { threshold } = pearsonNull(0, side(x), side(y));
    expect(Math.abs(threshold - (scores[2850] ?? 0))).toBeLessThan(0.15 * spread);
    const skewness = scores.reduce((total, score) => total + (score / spread) ** 3, 0) / scores.length;
    expect(Math.abs(permutationSkewness(side(x), side(y)) - skewness)).toBeLessThan(0.3 + 0.1 * Math.abs(skewness));
    const above = scores.filter((score) => score >= spread).length / scores.length;
    expect(Math.abs(pearsonNull(spread, side(x), side(y)).pValue - above)).toBeLessThan(0.03);
  });

  test("at its threshold gives a p-value of .05, for either sign of the skewness", () => {
    const alternating = build(16, 1, (i) => (i % 2 === 0 ? 1 : -1));
    const rest = build(16, 16, (i, j) => Number(i === j) - (at(alternating, i, 0) * at(alternating, j, 0)) / 16);
    const y = gaussian(16, 1, 3);
    const noisy = build(16, 1, (i) => at(alternating, i, 0) + 0.1 * at(y, i, 0));
    for (const x of [rest, noisy]) {
      const { threshold } = pearsonNull(0, side(x), side(noisy));
      close(pearsonNull(threshold, side(x), side(noisy)).pValue, 0.05, 1e-9);
    }
    expect(permutationSkewness(side(rest), side(noisy))).toBeLessThan(-0.1);
    expect(permutationSkewness(side(noisy), side(noisy))).toBeGreaterThan(0.1);
  });
});
