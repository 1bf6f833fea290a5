import { describe, expect, test } from "vitest";
import type { Float64Matrix } from "../../../src/kernels/float64-matrix.js";
import { debiasedScore } from "../../../src/measures/ucentred/debiased-score.js";
import { leaveOneOutScores } from "../../../src/measures/ucentred/leave-one-out.js";
import { uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { naiveCentred, without } from "./brute-force.js";
import { HARD } from "./representations.js";

const prepared = (x: Float64Matrix) => uCentred(naiveCentred(x));
const side = (x: Float64Matrix) => ({ xc: naiveCentred(x), prepared: prepared(x) });

describe.each(Object.entries(HARD))("leave-one-out scores of a representation %s", (_, make) => {
  test.each([
    [5, 3, 3],
    [12, 20, 4],
    [40, 12, 3],
    [50, 5, 7],
  ])("are those of the remaining examples, n = %i, p = %i, q = %i", (n, p, q) => {
    const [x, y] = [make(n, p), gaussian(n, q, 9)];
    const { scores } = leaveOneOutScores(side(x), side(y));
    const recomputed = Array.from(
      { length: n },
      (_, i) => debiasedScore(prepared(without(x, i)), prepared(without(y, i))) ?? Number.NaN,
    );
    closeAll(scores ?? [], recomputed, 1e-9);
  });
});

describe("leave-one-out scores", () => {
  test("agree to 1e-10 on easy data, whatever the form", () => {
    for (const [p, q] of [
      [3, 4],
      [20, 30],
    ] as const) {
      const [x, y] = [gaussian(24, p, 1), gaussian(24, q, 2)];
      const recomputed = Array.from(
        { length: 24 },
        (_, i) => debiasedScore(prepared(without(x, i)), prepared(without(y, i))) ?? Number.NaN,
      );
      closeAll(leaveOneOutScores(side(x), side(y)).scores ?? [], recomputed, 1e-10);
    }
  });

  test("need five examples", () => {
    const x = side(gaussian(4, 2, 1));
    expect(leaveOneOutScores(x, x)).toEqual({
      scores: null,
      reason: "leaving one out needs at least 5 examples, found 4",
    });
  });

  test("are none where one example carries all that varies, and the reason names it", () => {
    const two = build(9, 2, (i, j) => (i === 3 ? 2 - j : i === 7 ? j + 1 : 0));
    const [x, y] = [side(two), side(gaussian(9, 3, 1))];
    expect(leaveOneOutScores(x, y)).toEqual({ scores: null, reason: "undefined without example 3 (from 0)" });
    expect(leaveOneOutScores(y, x)).toEqual({ scores: null, reason: "undefined without example 3 (from 0)" });
  });

  test("are none where the others become equally far apart", () => {
    const simplex = build(9, 8, (i, j) => (i === 8 ? 2 * j : Number(i === j)));
    expect(leaveOneOutScores(side(simplex), side(gaussian(9, 3, 1))).reason).toBe(
      "undefined without example 8 (from 0)",
    );
  });

  test("are none where what is left is nothing beside the Gram matrix, though not beside ⟨A,A⟩", () => {
    const outlier = (size: number) => build(10, 1, (i) => (i === 0 ? size : i === 3 || i === 5 ? 1 : 0));
    const { self, gramNorm } = prepared(outlier(1e4));
    // ⟨A,A⟩/‖K‖² falls with the square of the size; without one of the two it falls by half.
    const x = side(outlier(1e4 * Math.sqrt(self / gramNorm / 1.3e-12)));
    expect(leaveOneOutScores(x, side(gaussian(10, 2, 1))).reason).toBe("undefined without example 3 (from 0)");
  });

  test.each([1e2, 1e4, 1e6])("stay exact where one example is %d times the others", (factor) => {
    const noise = gaussian(30, 4, 3);
    const x = build(30, 4, (i, j) => at(noise, i, j) * (i === 9 ? factor : 1));
    const y = gaussian(30, 4, 4);
    const expected = debiasedScore(prepared(without(x, 9)), prepared(without(y, 9))) ?? Number.NaN;
    close(leaveOneOutScores(side(x), side(y)).scores?.[9] ?? Number.NaN, expected, 1e-9);
  });
});
