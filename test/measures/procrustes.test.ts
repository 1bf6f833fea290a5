import { describe, expect, test } from "vitest";
import { procrustes } from "../../src/measures/procrustes.js";
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

  test("says what is not computed", () => {
    const { reasons, ...fields } = procrustes(gaussian(9, 3, 1), gaussian(9, 4, 2));
    expect(fields).toMatchObject({ chance: null, threshold: null, calibrated: null, pValue: null, interval: null });
    expect(new Set(Object.values(reasons))).toEqual(new Set(["not computed"]));
    expect(Object.keys(reasons)).toHaveLength(5);
  });
});
