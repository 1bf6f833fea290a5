import { describe, expect, test } from "vitest";
import { cka } from "../../src/measures/cka.js";
import { ckaLeaveOneOut } from "../../src/measures/cka-leave-one-out.js";
import { build, gaussian } from "../kernels/matrices.js";
import { closeAll } from "../support/close.js";
import { without } from "./ucentred/brute-force.js";

describe("ckaLeaveOneOut", () => {
  test("gives cka's score, and its score without each example", () => {
    const [x, y] = [gaussian(14, 3, 1), gaussian(14, 30, 2)];
    const { score, leaveOneOut, reason } = ckaLeaveOneOut(x, y);
    expect(score).toBe(cka(x, y).score);
    expect(reason).toBeNull();
    const expected = Array.from({ length: 14 }, (_, i) => Number(cka(without(x, i), without(y, i)).score));
    closeAll(leaveOneOut ?? [], expected, 1e-11);
  });

  test("gives ones for identical representations", () => {
    const x = gaussian(9, 3, 1);
    closeAll(ckaLeaveOneOut(x, x).leaveOneOut ?? [], new Float64Array(9).fill(1), 1e-14);
  });

  test("has a score but no leave-one-out values for four examples", () => {
    const found = ckaLeaveOneOut(gaussian(4, 2, 1), gaussian(4, 2, 2));
    expect(found.score).not.toBeNull();
    expect(found.leaveOneOut).toBeNull();
    expect(found.reason).toBe("leaving one out needs at least 5 examples, found 4");
  });

  test("is null where cka is, for its reasons", () => {
    const [x, constant] = [gaussian(9, 2, 1), build(9, 2, () => 3)];
    expect(ckaLeaveOneOut(x, constant)).toEqual({ score: null, leaveOneOut: null, reason: "constant" });
    const alone = build(9, 2, (i) => Number(i === 0));
    expect(ckaLeaveOneOut(alone, x)).toEqual({
      score: null,
      leaveOneOut: null,
      reason: cka(alone, x).reasons.score,
    });
  });

  test("refuses what cka refuses, by its own name", () => {
    expect(() => ckaLeaveOneOut(gaussian(5, 1, 1), gaussian(6, 1, 1))).toThrow(
      "ckaLeaveOneOut: x has 5 examples and y has 6",
    );
    expect(() => ckaLeaveOneOut(gaussian(3, 1, 1), gaussian(3, 1, 1))).toThrow("expected at least 4");
  });
});
