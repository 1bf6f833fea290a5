import { describe, expect, test } from "vitest";
import { cka } from "../../src/measures/cka.js";
import { ckaLeaveOneOut } from "../../src/measures/cka-leave-one-out.js";
import { influentialExamples } from "../../src/measures/influential-examples.js";
import type { Jackknifed } from "../../src/measures/stats/jackknife.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { without } from "./ucentred/brute-force.js";

function jackknifed(x: ReturnType<typeof gaussian>, y: ReturnType<typeof gaussian>): Jackknifed {
  const { score, leaveOneOut } = ckaLeaveOneOut(x, y);
  return { score: score ?? Number.NaN, leaveOneOut: leaveOneOut ?? new Float64Array(0) };
}

describe("influentialExamples", () => {
  test.each([
    [16, 3, 4],
    [12, 30, 5],
  ])("finds those that matter when rows are really deleted, n = %i, p = %i, q = %i", (n, p, q) => {
    const x = gaussian(n, p, 1);
    const own = gaussian(n, q, 2);
    const y = build(n, q, (i, j) => at(own, i, j) + at(x, i, j % p));
    const score = Number(cka(x, y).score);
    const deleted = Array.from({ length: n }, (_, i) => Number(cka(without(x, i), without(y, i)).score));
    const expected = deleted
      .map((theta, index) => ({ index, influence: (n - 1) * (score - theta), without: theta }))
      .sort((one, other) => Math.abs(other.influence) - Math.abs(one.influence))
      .slice(0, 10);
    const found = influentialExamples(jackknifed(x, y), 10);
    expect(found.map(({ index }) => index)).toEqual(expected.map(({ index }) => index));
    for (const [k, example] of found.entries()) {
      close(example.influence, expected[k]?.influence ?? Number.NaN, 1e-9);
      close(example.without, expected[k]?.without ?? Number.NaN, 1e-10);
    }
    expect(new Set(found.map(({ influence }) => Math.sign(influence))).size).toBe(2);
  });

  test("names an example that one network sees apart as the one that pulls the score down", () => {
    const x = gaussian(40, 3, 1);
    const y = build(40, 3, (i, j) => at(x, i, j) + (i === 17 ? 9 * (j + 1) : 0));
    const [first] = influentialExamples(jackknifed(x, y), 1);
    expect(first?.index).toBe(17);
    expect(first?.influence).toBeLessThan(0);
    expect(first?.without).toBeCloseTo(1, 12);
  });

  test("takes the first row of equal ones, and rounding for nothing", () => {
    const leaveOneOut = Float64Array.of(0.5 + 1e-14, 0.4, 0.6, 0.6 + 1e-14, 0.5);
    const found = influentialExamples({ score: 0.5, leaveOneOut }, 10);
    expect(found.map(({ index }) => index)).toEqual([1, 2, 3, 0, 4]);
    expect(found.map(({ influence }) => influence).slice(3)).toEqual([0, 0]);
    expect(found.map(({ influence }) => Math.sign(influence))).toEqual([1, -1, -1, 0, 0]);
  });

  test("is all zeros where the two are the same up to rotation", () => {
    const x = gaussian(9, 3, 1);
    const found = influentialExamples(jackknifed(x, x), 3);
    expect(found.map(({ index, influence }) => [index, influence])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
    ]);
  });

  test("refuses a count that is none", () => {
    const found = { score: 0, leaveOneOut: Float64Array.of(1) };
    expect(influentialExamples(found, 0)).toEqual([]);
    expect(() => influentialExamples(found, 1.5)).toThrow("influentialExamples: count is 1.5, expected a whole number");
    expect(() => influentialExamples(found, -1)).toThrow(RangeError);
  });
});
