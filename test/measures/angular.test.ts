import { describe, expect, test } from "vitest";
import { angular } from "../../src/measures/angular.js";
import { procrustes } from "../../src/measures/procrustes.js";
import { at, build, gaussian, naiveProduct, orthogonal } from "../kernels/matrices.js";
import { close, closeAll } from "../support/close.js";

describe("angular", () => {
  test("is 1 − 2·arccos(procrustes)/π", () => {
    const [x, y] = [gaussian(12, 3, 1), gaussian(12, 5, 2)];
    close(angular(x, y).score ?? 2, 1 - (2 * Math.acos(procrustes(x, y).score ?? 2)) / Math.PI, 1e-14);
  });

  test("of a rotation is exactly 1, though an arc cosine of rounding errors would not be", () => {
    for (let seed = 0; seed < 10; seed++) {
      const x = gaussian(12, 5, seed);
      expect(angular(x, naiveProduct(x, orthogonal(5, seed))).score).toBe(1);
    }
  });

  test("keeps the triangle inequality", () => {
    const distance = (a: number, b: number) => 1 - (angular(sample(a), sample(b)).score ?? 2);
    const sample = (seed: number) => gaussian(9, 1 + (seed % 4), seed);
    for (let seed = 0; seed < 60; seed += 3) {
      expect(distance(seed, seed + 2)).toBeLessThanOrEqual(distance(seed, seed + 1) + distance(seed + 1, seed + 2));
    }
  });

  test("falls as noise grows", () => {
    const [x, noise] = [gaussian(30, 4, 1), gaussian(30, 4, 2)];
    const scores = [1e-4, 0.01, 0.1, 1].map(
      (share) =>
        angular(
          x,
          build(30, 4, (i, j) => at(x, i, j) + share * at(noise, i, j)),
        ).score,
    );
    expect(scores).toEqual(scores.slice().sort((a, b) => Number(b) - Number(a)));
    expect(new Set(scores).size).toBe(4);
  });

  test("has the null and the interval of procrustes, turned into angles", () => {
    const [x, y] = [gaussian(20, 3, 1), gaussian(20, 4, 2)];
    const [turned, plain] = [angular(x, y), procrustes(x, y)];
    const angle = (cosine: number) => 1 - (2 * Math.acos(cosine)) / Math.PI;
    expect([turned.pValue, turned.details]).toEqual([plain.pValue, plain.details]);
    closeAll(turned.interval ?? [], plain.interval?.map(angle) ?? [0], 1e-12);
    // Between two order statistics a quantile is a straight line of the angles: nearly, not quite, the angle of one.
    close(turned.threshold ?? 2, angle(plain.threshold ?? 2), 1e-3);
  });
});
