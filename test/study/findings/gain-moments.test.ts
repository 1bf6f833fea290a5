import { describe, expect, test } from "vitest";
import { plainInterval } from "../../../src/measures/stats/jackknife.js";
import { studentQuantile } from "../../../src/measures/stats/student-t.js";
import { gainMoments } from "../../../src/study/findings/gain-moments.js";
import { close } from "../../support/close.js";

const values = (k: number) => Float64Array.from({ length: 12 }, (_, i) => ((i * (k + 3) * 7) % 11) / 10);

describe("gainMoments", () => {
  test("keep the standard errors of which the jackknife's intervals are made", () => {
    const gains = [0, 1, 2].map((k) => ({ score: k / 10, leaveOneOut: values(k) }));
    const { gain, standardError } = gainMoments(gains);
    expect(gain).toEqual([0, 0.1, 0.2]);
    for (const [k, { score, leaveOneOut }] of gains.entries()) {
      const [low, high] = plainInterval(score, leaveOneOut);
      close((standardError[k] ?? 0) * 2 * studentQuantile(0.975, 11), high - low, 1e-12);
    }
  });

  test("keep how gains go together: 1 with themselves and their multiples, −1 with their opposites", () => {
    const one = values(1);
    const { correlations } = gainMoments([
      { score: 0, leaveOneOut: one },
      { score: 0, leaveOneOut: one.map((value) => 5 - 2 * value) },
    ]);
    expect(correlations?.[0]?.[0]).toBe(1);
    close(correlations?.[0]?.[1] ?? 0, -1, 1e-12);
    expect(correlations?.[1]?.[0]).toBe(correlations?.[0]?.[1]);
  });

  test("are null where a gain is, or never changes", () => {
    const { gain, standardError, correlations } = gainMoments([
      { score: 0, leaveOneOut: new Float64Array(12) },
      null,
      { score: 1, leaveOneOut: values(2) },
    ]);
    expect(gain).toEqual([0, null, 1]);
    expect(standardError.slice(0, 2)).toEqual([0, null]);
    expect(correlations).toEqual([
      [null, null, null],
      [null, null, null],
      [null, null, 1],
    ]);
  });
});
