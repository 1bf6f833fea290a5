import { describe, expect, test } from "vitest";
import type { Level, LevelOfModel, SweptModel } from "../../../src/sides/sparsity/level.js";
import { sparsitySide } from "../../../src/sides/sparsity/sparsity-side.js";

const N = 10;
const model = (name: string, classes: number | null = 10): SweptModel => ({
  name,
  layers: ["last"],
  classes,
  examples: null,
});
const pair = { a: model("A"), b: model("B"), n: N };

/** A score that is nearly the same without any example. */
function scored(score: number | null) {
  if (score === null) return { score, leaveOneOut: null, reason: "constant" };
  return {
    score,
    leaveOneOut: new Float64Array(N).map((_, i) => score + (i % 2 === 0 ? 1e-3 : -1e-3) * (1 - score)),
    reason: null,
  };
}

/** The first so many of ten examples are right. */
function level(at: number, cross: number | null, right: number, rank: number | null, self: number | null = 1): Level {
  const of: LevelOfModel = {
    ...{ realSparsity: at, realSparsityAll: at / 2, accuracy: right / N },
    right: Int32Array.from({ length: N }, (_, i) => Number(i < right)),
    self: { agreement: 1, jsd: 0, kappa: 1 },
    layers: { cka: [self === null ? { score: null, reason: "constant" } : { score: self, reason: null }] },
  };
  return {
    ...{ level: at, a: of, b: of, cross: {} },
    pair: { self: { a: scored(self), b: scored(self) }, cross: scored(cross), effectiveRank: { a: rank, b: rank } },
  };
}

describe("sparsitySide", () => {
  test("measures the gain against the dense pair, with the interval of the difference", () => {
    const { value } = sparsitySide([level(0, 0.5, 9, 10), level(0.5, 0.75, 9, 10, 0.9)], pair);
    expect(value.cross).toMatchObject({ cka: [0.5, 0.75], gain: [0, 0.25], counts: [true, true], why: [null, null] });
    const [low = 0, high = 0] = value.cross.gainInterval[1] ?? [];
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.25);
    // What moves both alike does not widen it: each alone would be twice as wide.
    expect(high - low).toBeCloseTo(2 * 2.262 * Math.sqrt((9 / 10) * 10) * 0.25e-3, 6);
    expect(value.cross.largestGain).toEqual({ level: 0.5, gain: 0.25, interval: [low, high] });
    expect(value.a.realSparsityAll).toEqual([0, 0.25]);
  });

  test("voids the gain of dead networks that look alike, and says why of both", () => {
    const { value, reasons } = sparsitySide([level(0, 0.86, 9, 13), level(0.99, 0.94, 1, 2.7, 0.3)], pair);
    expect(value.cross.gain[1]).toBeCloseTo(0.08, 12);
    expect(value.cross.counts).toEqual([true, false]);
    expect(value.cross.why[1]).toBe(
      "A keeps 0.000 of its accuracy above chance; B keeps 0.000 of its accuracy above chance",
    );
    expect(value.cross.largestGain).toBeNull();
    expect(reasons["cross.largestGain"]).toBe("no level above 0 has a gain that counts");
    expect(value.robustness).toBe(1);
    expect(value.robustnessAlive.score).toBeNull();
    expect(reasons["robustnessAlive.score"]).toBe("no level above 0 has both models alive");
  });

  test("says what of the accuracy is left, and sums it up", () => {
    const { value } = sparsitySide(
      [level(0, 0.5, 9, 10), level(0.5, 0.5, 5, 10, 0.8), level(1 - 1e-9, 0.5, 1, 10, 0.4)],
      pair,
    );
    expect(value.a.retention[1]).toBeCloseTo(5 / 9, 12);
    expect(value.a.aboveChance[1]).toBeCloseTo(0.5, 12);
    expect(value.a.areas.aboveChance).toBeCloseTo((1 + 0.5) / 4 + 0.5 / 4, 6);
    expect(value.a.areas.cka).toBeCloseTo((1 + 0.8) / 4 + (0.8 + 0.4) / 4, 6);
    expect(value.a.tracking.sharpness.value).toBeCloseTo(0.75 - 0.5, 6);
    expect(value.a.tracking.levels).toHaveLength(3);
  });

  test("explains what is null at a level", () => {
    const { value, reasons } = sparsitySide([level(0, 0.5, 9, 10), level(0.9, null, 1, null, null)], pair);
    expect(value.cross.gain[1]).toBeNull();
    expect(value.cross.why[1]).toBe("cross-similarity is undefined: constant");
    const ofModel = ["areas.cka", "cka.1", "effectiveRank.1", "interval.0", "interval.1", "layers.scores.cka.1.0"];
    const tracked = ["r", "sharpness", "steps"].map((key) => `tracking.${key}`);
    const ofCross = ["cka.1", "gain.1", "gainInterval.0", "gainInterval.1", "largestGain"];
    expect(Object.keys(reasons).sort()).toEqual(
      [
        ...["a", "b"].flatMap((side) => [...ofModel, ...tracked].map((key) => `${side}.${key}`)),
        ...ofCross.map((key) => `cross.${key}`),
        ...["levels", "robustness", "robustnessAlive.interval", "robustnessAlive.score"],
      ].sort(),
    );
  });

  test("has no interval where a single example makes all the difference, and goes on", () => {
    const levels = [level(0, 0.5, 9, 10), level(0.1, 0.5, 9, 10, 0.9)];
    const alone = levels.map((of) => {
      const self = { ...of.pair.self.a, leaveOneOut: new Float64Array(N).fill(0.9).fill(1, 4, 5) };
      return of.level === 0 ? of : { ...of, pair: { ...of.pair, self: { a: self, b: of.pair.self.b } } };
    });
    const { value, reasons } = sparsitySide(alone, pair);
    expect(value.a.interval[1]).toBeNull();
    expect(reasons["a.interval.1"]).toBe("without example 4 (from 0) the score is 1");
  });

  test("without labels points to why there is no accuracy", () => {
    const silent = (of: Level): Level => ({
      ...of,
      a: { ...of.a, accuracy: null, right: null },
      b: { ...of.b, accuracy: null, right: null },
    });
    const levels = [silent(level(0, 0.5, 9, 10)), silent(level(0.5, 0.6, 9, 10, 0.9))];
    const { value, reasons } = sparsitySide(levels, { a: model("A", null), b: model("B", null), n: N });
    expect(value.a).toMatchObject({ accuracy: [null, null], retention: [null, null], aboveChance: [null, null] });
    expect(reasons["a.aboveChance"]).toBe("see functional.accuracy.a");
    expect(value.cross.counts).toEqual([true, true]);
  });

  test("says that without predictions the rank alone decides", () => {
    const mute = (of: Level): Level => {
      const silent = { accuracy: null, right: null, self: null };
      return { ...of, a: { ...of.a, ...silent }, b: { ...of.b, ...silent } };
    };
    const levels = [mute(level(0, 0.5, 9, 10)), mute(level(0.5, 0.6, 9, 8, 0.9))];
    const { value, reasons } = sparsitySide(levels, { a: model("A", null), b: model("B", null), n: N });
    expect(value.cross.counts).toEqual([true, true]);
    expect(reasons["cross.counts"]).toMatch(/judged by the effective rank alone$/);
    expect(reasons["a.tracking.r"]).toBe("see functional.accuracy.a");
  });

  test("needs the dense level first", () => {
    expect(() => sparsitySide([level(0.5, 0.5, 9, 10)], pair)).toThrow("levels start at 0.5, expected 0");
  });
});
