import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { frankleBarrier } from "../../../src/measures/connectivity/frankle-barrier.js";
import { lmc } from "../../../src/measures/connectivity/lmc.js";
import { plainInterval } from "../../../src/measures/stats/jackknife.js";

const path = (...points: readonly string[]) => points.map((point) => Int32Array.from(point, Number));
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
const without = (values: ArrayLike<number>, i: number) => Array.from(values).filter((_, j) => j !== i);

/** By its definition, the example really taken out of every point and the barrier at `at` computed anew. */
function bruteForce(right: readonly Int32Array[], classes: number): readonly [number, number] {
  const { height, at } = frankleBarrier(right.map((of) => 1 - mean(of)));
  const barrier = (take: (values: ArrayLike<number>) => readonly number[]) => {
    const error = (k: number) => 1 - mean(take(right.at(k) ?? []));
    return error(at) - (error(0) + error(-1)) / 2;
  };
  const leaveOneOut = Float64Array.from(right[0] ?? [], (_, i) => barrier((values) => without(values, i)));
  const [low, high] = plainInterval(height, leaveOneOut);
  const scale = (mean(right[0] ?? []) + mean(right.at(-1) ?? [])) / 2 - 1 / classes;
  const cut = (share: number) => Math.min(1, Math.max(0, share));
  return [1 - cut(high / scale), 1 - cut(low / scale)];
}

describe("lmc", () => {
  test("is 1 less the share of the accuracy above chance that the barrier takes", () => {
    // Ends right on 8 and 6 of 8, the middle on 4: b = .5 − .125 = .375, and .875 − .25 is above chance.
    expect(lmc(path("11111111", "11110000", "11111100"), 4).score).toBeCloseTo(1 - 0.375 / 0.625, 14);
    expect(lmc(path("1111", "1111", "1111"), 2).score).toBe(1);
  });

  test("is 0 where the path reaches chance, and where it does worse", () => {
    expect(lmc(path("1111", "1010", "1111"), 2).score).toBe(0);
    expect(lmc(path("1111", "0000", "1111"), 2)).toMatchObject({ score: 0 });
  });

  test("is null where the ends are at chance, exactly so too", () => {
    const reason = "the two networks are at chance themselves";
    const expected = { score: null, interval: null, reasons: { score: reason, interval: reason } };
    expect(lmc(path("1000000000", "0000000000", "0100000000"), 10)).toEqual(expected);
    expect(lmc(path("1100000000", "0000000000", "0100000000"), 10).score).toBe(0);
  });

  test("has the interval of every example deleted in turn", () => {
    const bit = fc.constantFrom(0, 1);
    const point = fc.array(bit, { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 5 }), (points) => {
        const right = points.map((values) => Int32Array.from(values));
        const { score, interval } = lmc(right, 10);
        if (score === null || interval === null) return;
        const [low, high] = bruteForce(right, 10);
        expect(Math.abs(interval[0] - low)).toBeLessThan(1e-12);
        expect(Math.abs(interval[1] - high)).toBeLessThan(1e-12);
        expect(interval[0]).toBeLessThanOrEqual(score);
        expect(interval[1]).toBeGreaterThanOrEqual(score);
      }),
    );
  });

  test("has no interval without spread, and none for one example", () => {
    expect(lmc(path("1111", "1111"), 2).interval).toBeNull();
    expect(lmc(path("1111", "1111"), 2).reasons.interval).toContain("the jackknife sees no spread");
    expect(lmc(path("1", "0", "1"), 2).reasons.interval).toBe("one example has no spread");
  });

  test("refuses one point, no or different examples, and one class", () => {
    expect(() => lmc(path("1"), 2)).toThrow("lmc: 1 points, expected both ends at least");
    expect(() => lmc(path("", ""), 2)).toThrow("lmc: there are 0 examples, expected at least 1");
    expect(() => lmc(path("11", "1"), 2)).toThrow("lmc: a point has 1 examples and the first 2");
    expect(() => lmc(path("11", "11"), 1)).toThrow("lmc: 1 classes, expected at least 2");
  });
});
