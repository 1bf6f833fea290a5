import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { cka } from "../../src/measures/cka.js";
import { ckaLeaveOneOut } from "../../src/measures/cka-leave-one-out.js";
import { fisherInterval } from "../../src/measures/stats/jackknife.js";
import { at, build, gaussian, naiveProduct, orthogonal } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { frobenius, naiveGram, naiveUCentred } from "./ucentred/brute-force.js";

function bruteForce(x: Matrix, y: Matrix): number {
  const wide = (m: Matrix) => ({ ...m, data: Float64Array.from(m.data) });
  const [a, b] = [naiveUCentred(naiveGram(wide(x))), naiveUCentred(naiveGram(wide(y)))];
  return frobenius(a, b) / Math.sqrt(frobenius(a, a) * frobenius(b, b));
}

const related = (n: number, p: number, q: number) => {
  const [common, ofX, ofY] = [gaussian(n, 3, 1), gaussian(n, p, 2), gaussian(n, q, 3)];
  return {
    x: build(n, p, (i, j) => at(common, i, j % 3) + at(ofX, i, j)),
    y: build(n, q, (i, j) => at(common, i, j % 3) - at(ofY, i, j)),
  };
};

const float32 = (m: Matrix, offset = 0) => ({ ...m, data: Float32Array.from(m.data, (value) => value + offset) });

describe("cka", () => {
  test.each([
    [4, 2, 3],
    [5, 1, 1],
    [9, 200, 3],
    [30, 6, 7],
  ])("is the cosine of the U-centred Gram matrices, n = %i, p = %i, q = %i", (n, p, q) => {
    const { x, y } = related(n, p, q);
    close(cka(x, y).score ?? 2, bruteForce(x, y), 1e-11);
  });

  test("is right for float32 numbers with a shared offset of 30", () => {
    const { x, y } = related(40, 8, 6);
    const [offsetX, offsetY] = [float32(x, 30), float32(y, 30)];
    close(cka(offsetX, offsetY).score ?? 2, bruteForce(offsetX, offsetY), 1e-10);
    close(cka(offsetX, offsetY).score ?? 2, bruteForce(x, y), 1e-5);
  });

  test("is right beside two dimensions at 1000", () => {
    const { x, y } = related(40, 8, 6);
    const massive = float32(build(40, 8, (i, j) => at(x, i, j) + (j < 2 ? 1000 : 0)));
    close(cka(massive, y).score ?? 2, bruteForce(massive, y), 1e-10);
    close(cka(massive, y).score ?? 2, bruteForce(x, y), 1e-3);
  });

  test("may be negative, and is not clamped", () => {
    const scores = Array.from({ length: 20 }, (_, seed) => cka(gaussian(8, 2, seed), gaussian(8, 2, -seed - 1)).score);
    expect(Math.min(...scores.map(Number))).toBeLessThan(-0.05);
  });

  test("has no chance to correct for, a threshold above it, and a calibrated score from the two", () => {
    const { x, y } = related(40, 8, 6);
    const { score, chance, threshold, calibrated, pValue } = cka(x, y);
    expect(chance).toBe(0);
    expect(threshold).toBeGreaterThan(0);
    close(calibrated ?? 2, (Number(score) - Number(threshold)) / (1 - Number(threshold)), 1e-14);
    expect(pValue).toBe(0.001);
  });

  test("of unrelated representations is rarely significant", () => {
    const values = Array.from(
      { length: 100 },
      (_, seed) => cka(gaussian(20, 3, seed), gaussian(20, 4, -seed - 1)).pValue,
    );
    const significant = values.filter((p) => Number(p) < 0.05).length;
    expect(significant).toBeGreaterThan(0);
    expect(significant).toBeLessThan(12);
  });

  test("has the jackknife's interval on Fisher's scale", () => {
    const { x, y } = related(40, 8, 6);
    const { score, leaveOneOut } = ckaLeaveOneOut(x, y);
    expect(cka(x, y).interval).toEqual(fisherInterval(score ?? 2, leaveOneOut ?? new Float64Array(0)));
  });

  test("leaves its arguments as they were", () => {
    const { x, y } = related(12, 3, 30);
    const before = structuredClone([x, y]);
    cka(x, y);
    expect([x, y]).toEqual(before);
  });
});

describe("cka of degenerate input", () => {
  const none = "only one example differs from the others, or all are equally far apart";

  test("identical representations have the interval [1, 1] and the reason “identical”", () => {
    const x = gaussian(12, 3, 1);
    const rotated = naiveProduct(x, orthogonal(3, 1));
    for (const y of [x, rotated]) {
      expect(cka(x, y).interval).toEqual([1, 1]);
      expect(cka(x, y).reasons).toEqual({ interval: "identical" });
      close(cka(x, y).calibrated ?? 2, 1, 1e-11);
    }
  });

  test("four examples have a score and a p-value, but no interval", () => {
    const found = cka(gaussian(4, 2, 1), gaussian(4, 3, 2));
    expect(found.interval).toBeNull();
    expect(found.reasons.interval).toBe("leaving one out needs at least 5 examples, found 4");
    expect(found.score).not.toBeNull();
    expect(found.pValue).not.toBeNull();
  });

  test("one example alone differs: null", () => {
    const x = build(9, 3, (i, j) => (i === 4 ? j + 1 : 0));
    const found = cka(x, gaussian(9, 3, 1));
    expect([found.score, found.chance, found.pValue, found.interval]).toEqual([null, null, null, null]);
    expect(found.reasons.score).toBe(none);
    expect(found.reasons.interval).toBe(none);
  });

  test("all examples equally far apart: null", () => {
    const simplex = build(6, 6, (i, j) => Number(i === j));
    expect(cka(gaussian(6, 2, 1), simplex).reasons.score).toBe(none);
  });

  test("two examples alone differ: no interval, and the reason names one", () => {
    const x = build(9, 3, (i, j) => (i === 4 ? j + 1 : i === 6 ? 2 - j : 0));
    const found = cka(x, gaussian(9, 3, 1));
    expect(found.score).not.toBeNull();
    expect(found.interval).toBeNull();
    expect(found.reasons.interval).toBe("undefined without example 4 (from 0)");
  });

  test("equal but for one example: no interval, and the reason names it", () => {
    const x = gaussian(9, 3, 1);
    const y = build(9, 3, (i, j) => at(x, i, j) + (i === 2 ? 1 : 0));
    const found = cka(x, y);
    expect(found.interval).toBeNull();
    expect(found.reasons.interval).toBe("without example 2 (from 0) the score is 1");
  });

  test("exact opposites score -1 and have no interval", () => {
    const v = (i: number) => (i % 2 === 0 ? 1 : -1);
    const [x, rest] = [build(6, 1, v), build(6, 6, (i, j) => Number(i === j) - (v(i) * v(j)) / 6)];
    const { score, interval, reasons } = cka(x, rest);
    close(score ?? 0, -1, 1e-12);
    expect(interval).toBeNull();
    expect(reasons.interval).toBe("opposite");
  });

  test("a threshold of 1 leaves nothing to calibrate", () => {
    const clusters = build(6, 2, (i, j) => (i < 3 ? j : 3 - j));
    const found = cka(clusters, clusters);
    close(found.threshold ?? 0, 1, 1e-12);
    expect(found.calibrated).toBeNull();
    expect(found.reasons.calibrated).toBe("the threshold is 1: too few examples to tell a score from chance");
  });
});
