import { describe, expect, test } from "vitest";
import type { CkaLeaveOneOut } from "../../../src/measures/cka-leave-one-out.js";
import { robustness } from "../../../src/sides/sparsity/robustness.js";

const scored = (score: number | null, ...leaveOneOut: number[]): CkaLeaveOneOut => ({
  score,
  leaveOneOut: leaveOneOut.length === 0 ? null : Float64Array.from(leaveOneOut),
  reason: score === null ? "constant" : null,
});

const at = (level: number, a: CkaLeaveOneOut, b: CkaLeaveOneOut) => ({
  level,
  pair: { self: { a, b }, cross: scored(0), effectiveRank: { a: 1, b: 1 } },
});

describe("robustness", () => {
  test("is 1 less the mean gap of the self-similarities", () => {
    const levels = [at(0.5, scored(0.9), scored(0.8)), at(0.9, scored(0.3), scored(0.6))];
    expect(robustness(levels).score).toBeCloseTo(1 - (0.1 + 0.3) / 2, 12);
  });

  test("jackknifes the mean gap itself", () => {
    const same = [at(0.5, scored(0.9, 0.8, 1), scored(0.8, 0.7, 0.9))];
    const [low, high] = robustness(same).interval ?? [];
    expect(low).toBeCloseTo(0.9, 12);
    expect(high).toBeCloseTo(0.9, 12);
    const moving = [at(0.5, scored(0.9, 0.8, 1), scored(0.8, 0.8, 0.8))];
    const [from, to] = robustness(moving).interval ?? [];
    // Values .8 … 1 without each: 1, .8; se² = ½·2·.1², t of one degree 12.706.
    expect(from).toBeCloseTo(0.9 - 12.706204736 * 0.1, 6);
    expect(to).toBeCloseTo(0.9 + 12.706204736 * 0.1, 6);
  });

  test("leaves out and names the levels where a self-similarity is undefined", () => {
    const levels = [at(0.5, scored(0.9), scored(0.8)), at(0.9, scored(null), scored(0.6))];
    const { score, reasons } = robustness(levels);
    expect(score).toBeCloseTo(0.9, 12);
    expect(reasons.levels).toBe("left out, a self-similarity is undefined: 0.9");
  });

  test("is null without a level above 0, and where no level can tell", () => {
    expect(robustness([])).toEqual({
      score: null,
      interval: null,
      reasons: { score: "there is no level above 0", interval: "there is no level above 0" },
    });
    expect(robustness([at(0.9, scored(null), scored(1))]).reasons.score).toBe("no level has both self-similarities");
  });

  test("has no interval where a self-similarity has no leave-one-out values", () => {
    const { interval, reasons } = robustness([at(0.5, scored(0.9, 0.9), scored(0.8))]);
    expect(interval).toBeNull();
    expect(reasons.interval).toBe("a self-similarity has no leave-one-out values");
  });
});
