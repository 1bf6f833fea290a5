import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { jsd } from "../../../src/measures/predictive/jsd.js";
import { predictions } from "../../../src/measures/predictive/predictions.js";
import { wilson } from "../../../src/measures/stats/wilson.js";
import { pairs, saying } from "./models.js";

const of = (rows: number, ...logits: number[]) =>
  predictions({ rows, columns: logits.length / rows, data: Float64Array.from(logits) });

describe("jsd", () => {
  test("is the entropy of the mean less the mean of the entropies, in bits", () => {
    const entropy = (...p: number[]) => -p.reduce((sum, value) => sum + value * Math.log2(value), 0);
    const [a, b] = [of(1, Math.log(1), Math.log(2), Math.log(5)), of(1, Math.log(4), Math.log(3), Math.log(1))];
    const expected =
      entropy(5 / 16, 5 / 16, 6 / 16) - (entropy(1 / 8, 2 / 8, 5 / 8) + entropy(4 / 8, 3 / 8, 1 / 8)) / 2;
    expect(jsd(a, b).score).toBeCloseTo(expected, 14);
  });

  test("is 1 where no class is possible for both", () => {
    expect(jsd(of(2, 0, 2000, 0, 2000), of(2, 2000, 0, 2000, 0)).score).toBe(1);
  });

  test("keeps its digits for models that hardly differ: δ²/(8 ln 2) for logits δ apart", () => {
    for (const delta of [1e-3, 1e-6]) {
      const { score } = jsd(of(2, 0, 0, 0, 0), of(2, 2 * delta, 0, 2 * delta, 0));
      expect((score ?? 0) / (delta ** 2 / (8 * Math.LN2))).toBeCloseTo(1, 6);
    }
  });

  test("is never negative", () => {
    fc.assert(
      fc.property(pairs, ({ a, b }) => {
        expect(jsd(a, b).score).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("has the interval [0, 0] for identical probabilities, and says so", () => {
    const a = of(3, 1, 0, 2, 0, 0, 1);
    const { score, interval, reasons } = jsd(a, a);
    expect({ score, interval, reasons }).toEqual({ score: 0, interval: [0, 0], reasons: { interval: "identical" } });
  });

  /** Models of 20 examples that share no possible class on `apart` of them, and are the same on the rest. */
  const apartOn = (apart: number) => {
    const second = Array.from({ length: 20 }, (_, i) => (i < apart ? [2000, 0] : [0, 2000])).flat();
    return jsd(of(20, ...Array.from({ length: 20 }, () => [0, 2000]).flat()), of(20, ...second));
  };

  test("cuts its interval at 1", () => {
    expect(apartOn(17).interval?.[1]).toBe(1);
    expect(apartOn(15).interval?.[1]).toBeLessThan(1);
  });

  test("has Wilson's interval and a note where fewer than 15 examples carry it", () => {
    expect(apartOn(15).reasons).toEqual({});
    const note = "14.0 examples carry the divergence, fewer than 15: Wilson's interval of the mean";
    expect(apartOn(14).reasons).toEqual({ interval: note });
    expect(apartOn(14).interval).toEqual(wilson(14, 20));
    expect(apartOn(1).interval).toEqual(wilson(1, 20));
  });

  test("has neither chance nor interval for one example", () => {
    const { chance, interval, reasons } = jsd(of(1, 1, 0), of(1, 0, 1));
    expect([chance, interval]).toEqual([null, null]);
    expect(reasons).toEqual({ chance: "one example has no other order", interval: "one example has no spread" });
  });

  test("draws chance anew for another seed, near the mean over all pairs of rows", () => {
    const a = saying(
      Array.from({ length: 300 }, (_, i) => i % 3),
      3,
    );
    const disjoint = jsd(of(1, 1, 0, 0), of(1, 0, 1, 0)).score ?? Number.NaN;
    const chances = [0, 1, 2].map((seed) => jsd(a, a, { seed }).chance ?? Number.NaN);
    expect(new Set(chances).size).toBe(3);
    for (const chance of chances) expect(Math.abs(chance / ((2 / 3) * disjoint) - 1)).toBeLessThan(0.1);
    expect(jsd(a, a).chance).toBe(chances[0]);
  });

  test("refuses a seed that is not whole", () => {
    const a = of(2, 1, 0, 0, 1);
    expect(() => jsd(a, a, { seed: 0.5 })).toThrow(new RangeError("jsd: the seed is 0.5, expected a whole number"));
  });
});
