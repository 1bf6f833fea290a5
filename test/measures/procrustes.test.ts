import { describe, expect, test } from "vitest";
import { permutations } from "../../src/kernels/random.js";
import { procrustes } from "../../src/measures/procrustes.js";
import { sampledNull } from "../../src/measures/stats/sampled-null.js";
import { MEASURES } from "../../src/measures/table.js";
import { at, build, gaussian, naiveProduct, naiveTransposed, orthogonal } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { frobenius, naiveCentred } from "./ucentred/brute-force.js";

describe("procrustes", () => {
  test("of one feature each is the absolute correlation", () => {
    const [x, y] = [naiveCentred(gaussian(20, 1, 1)), naiveCentred(gaussian(20, 1, 2))];
    const correlation = frobenius(x, y) / Math.sqrt(frobenius(x, x) * frobenius(y, y));
    close(procrustes(x, y).score ?? 2, Math.abs(correlation), 1e-13);
  });

  test("of two features each has the closed form √(‖P'Q‖² + 2|det P'Q|)", () => {
    const [x, y] = [naiveCentred(gaussian(20, 2, 1)), naiveCentred(gaussian(20, 2, 2))];
    const c = naiveProduct(naiveTransposed(x), y);
    const determinant = at(c, 0, 0) * at(c, 1, 1) - at(c, 0, 1) * at(c, 1, 0);
    const nuclear = Math.sqrt(frobenius(c, c) + 2 * Math.abs(determinant));
    close(procrustes(x, y).score ?? 2, nuclear / Math.sqrt(frobenius(x, x) * frobenius(y, y)), 1e-13);
  });

  test("is the same where the features are more than the examples", () => {
    const [x, y] = [gaussian(12, 5, 1), gaussian(12, 4, 2)];
    const score = procrustes(x, y).score ?? 2;
    const pad = (m: typeof x, p: number) =>
      naiveProduct(
        build(12, p, (i, j) => (j < m.columns ? at(m, i, j) : 0)),
        orthogonal(p, 3),
      );
    close(procrustes(pad(x, 40), y).score ?? 2, score, 1e-13);
    close(procrustes(x, pad(y, 40)).score ?? 2, score, 1e-13);
    close(procrustes(pad(x, 60), pad(y, 40)).score ?? 2, score, 1e-13);
  });

  test("is at least the alignment of any rotation", () => {
    const [x, y] = [naiveCentred(gaussian(15, 4, 1)), naiveCentred(gaussian(15, 4, 2))];
    const score = procrustes(x, y).score ?? 0;
    for (let seed = 0; seed < 20; seed++) {
      const aligned = frobenius(naiveProduct(x, orthogonal(4, seed)), y);
      expect(aligned / Math.sqrt(frobenius(x, x) * frobenius(y, y))).toBeLessThanOrEqual(score);
    }
  });

  test("is 0 where no feature of one correlates with any of the other", () => {
    const [x, y] = [build(4, 1, (i) => (i < 2 ? 1 : -1)), build(4, 1, (i) => (i % 2 === 0 ? 1 : -1))];
    expect(procrustes(x, y).score).toBe(0);
  });

  test("counts chance, threshold and p from its permutations, and records how many", () => {
    const [x, y] = [gaussian(20, 3, 1), gaussian(20, 4, 2)];
    const { score, chance, threshold, pValue, calibrated, details } = procrustes(x, y, { seed: 5, permutations: 60 });
    const row = MEASURES.procrustes;
    const nulls = row.permuted?.(row.prepare(x), row.prepare(y), permutations(20, 60, 5)) ?? new Float64Array(0);
    expect({ chance, threshold, pValue }).toEqual(sampledNull(score ?? 2, nulls));
    close(calibrated ?? 2, (Number(score) - Number(threshold)) / (1 - Number(threshold)), 1e-14);
    expect(details).toEqual({ permutations: 60, seed: 5 });
  });

  test("takes 20 permutations where both representations have more than 1,024 features", () => {
    expect(procrustes(gaussian(5, 1025, 1), gaussian(5, 1025, 2)).details?.permutations).toBe(20);
    expect(procrustes(gaussian(5, 1025, 1), gaussian(5, 1024, 2)).details?.permutations).toBe(200);
  });

  test("of identical representations has the interval [1, 1]", () => {
    const x = gaussian(12, 3, 1);
    expect(procrustes(x, x)).toMatchObject({ interval: [1, 1], reasons: { interval: "identical" } });
  });

  test("refuses options that are not whole numbers", () => {
    const x = gaussian(5, 1, 1);
    expect(() => procrustes(x, x, { seed: 0.5 })).toThrow("procrustes: seed is 0.5, expected a whole number");
    expect(() => procrustes(x, x, { permutations: 0 })).toThrow(
      "permutations is 0, expected a whole number of at least 1",
    );
  });
});
