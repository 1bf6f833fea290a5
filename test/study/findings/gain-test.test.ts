import { describe, expect, test } from "vitest";
import { standardNormals } from "../../../src/measures/stats/normal-maxima.js";
import { studentQuantile, studentUpper } from "../../../src/measures/stats/student-t.js";
import type { PairGains } from "../../../src/study/findings/evidence.js";
import { gainTest } from "../../../src/study/findings/gain-test.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close } from "../../support/close.js";

const DRAWS = 40_000;
const normals = standardNormals(DRAWS * 4, 1);

/** Gains at levels that all count. */
const pair = (gain: PairGains["gain"], more: Partial<PairGains> = {}): PairGains => ({
  a: 0,
  b: 1,
  n: 100,
  gain,
  standardError: gain.map(() => 0.01),
  correlations: gain.map((_, k) => gain.map((__, l) => (k === l ? 1 : 0.5))),
  counts: gain.map(() => true),
  ...more,
});

describe("gainTest", () => {
  test("has the tail and the reach that scipy integrates", () => {
    expect(golden.gains).toHaveLength(2);
    for (const { gain, standardError, correlations, n, best, p, interval } of golden.gains) {
      const levels = gain.map((_, k) => (k + 1) / 10);
      const found = gainTest(pair(gain, { standardError, correlations, n }), levels, normals);
      expect(found).toMatchObject({ level: levels[best], gain: gain[best], method: "maximum", levels });
      // Four standard errors of so many draws.
      expect(Math.abs((found?.pValue ?? 0) - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / DRAWS));
      const half = ((interval[1] ?? 0) - (interval[0] ?? 0)) / 2;
      const [low = 0, high = 0] = found?.interval ?? [];
      expect(Math.abs((high - low) / 2 / half - 1)).toBeLessThan(0.015);
      expect((low + high) / 2).toBeCloseTo(gain[best] ?? 0, 12);
    }
  });

  test("searches the levels above 0 that count alone", () => {
    const gains = pair([0, 0.03, 0.09, 0.2], { counts: [true, true, true, false] });
    const found = gainTest(gains, [0, 0.2, 0.5, 0.9], normals);
    expect(found).toMatchObject({ levels: [0.2, 0.5], level: 0.5, gain: 0.09 });
    const gaps = pair([0, null, 0.04, 0.2], { standardError: [0, null, 0.01, 0] });
    expect(gainTest(gaps, [0, 0.2, 0.5, 0.9], normals)?.levels).toEqual([0.5]);
    expect(gainTest(pair([0, 0.1], { counts: [true, false] }), [0, 0.5], normals)).toBeNull();
  });

  test("of one level is Student's test", () => {
    const found = gainTest(pair([0.02]), [0.5], normals);
    close(found?.pValue ?? 0, studentUpper(2, 99), 1e-12);
    close(found?.interval[1] ?? 0, 0.02 + 0.01 * studentQuantile(0.975, 99), 1e-12);
  });

  test("takes Bonferroni's bound where it is not known how gains go together, which costs more", () => {
    const gain = [0.02, 0.01, 0.015];
    const levels = [0.1, 0.2, 0.3];
    const bound = gainTest(pair(gain, { correlations: null }), levels, normals);
    expect(bound?.method).toBe("bound");
    close(bound?.pValue ?? 0, 3 * studentUpper(2, 99), 1e-12);
    const known = gainTest(pair(gain), levels, normals);
    expect(known?.pValue).toBeLessThan(bound?.pValue ?? 0);
    expect(known?.interval[0]).toBeGreaterThan(bound?.interval[0] ?? 0);
    const half = pair(gain, {
      correlations: [
        [1, null, null],
        [null, 1, null],
        [null, null, 1],
      ],
    });
    expect(gainTest(half, levels, normals)?.method).toBe("bound");
  });

  test("goes on below what draws can tell", () => {
    const found = gainTest(pair([0.1, 0.08]), [0.1, 0.2], normals);
    close(found?.pValue ?? 0, 2 * studentUpper(10, 99), 1e-12);
    expect(found?.pValue).toBeLessThan(1e-15);
  });

  test("is sure of nothing where all gains are losses", () => {
    const found = gainTest(pair([-0.5, -0.9]), [0.1, 0.2], normals);
    expect(found?.pValue).toBe(1);
    expect(found?.interval[1]).toBeLessThan(0);
  });
});
