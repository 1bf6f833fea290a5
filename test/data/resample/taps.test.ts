import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FILTER_NAMES } from "../../../src/data/resample/filters.js";
import { taps } from "../../../src/data/resample/taps.js";

const length = fc.integer({ min: 1, max: 300 });
const whole = (to: number) => ({ from: 0, length: to });

describe("taps", () => {
  test("lie within the old pixels, and their weights sum to 1 within rounding", () => {
    const property = fc.property(fc.constantFrom(...FILTER_NAMES), length, length, (filter, from, to) => {
      const { first, count, weights, most } = taps(from, to, filter, whole(to));
      for (let i = 0; i < to; i++) {
        const [low, many] = [first[i] ?? -1, count[i] ?? 0];
        const total = weights.subarray(i * most, i * most + many).reduce((sum, weight) => sum + weight, 0);
        expect(low >= 0 && many >= 1 && many <= most && low + many <= from).toBe(true);
        expect(Math.abs(total - 2 ** 22)).toBeLessThanOrEqual(many / 2);
      }
    });
    fc.assert(property);
  });

  test("of a span are those of the whole from there on", () => {
    for (const filter of FILTER_NAMES) {
      const [all, some] = [taps(50, 20, filter, whole(20)), taps(50, 20, filter, { from: 7, length: 9 })];
      expect(some.first).toEqual(all.first.subarray(7, 16));
      expect(some.count).toEqual(all.count.subarray(7, 16));
      expect(some.weights).toEqual(all.weights.subarray(7 * all.most, 16 * all.most));
    }
  });

  test("of the nearest are single pixels", () => {
    expect([...taps(9, 4, "nearest", whole(4)).first]).toEqual([1, 3, 5, 7]);
    expect([...taps(2, 5, "nearest", whole(5)).first]).toEqual([0, 0, 1, 1, 1]);
  });

  test("where nothing changes are each pixel by itself", () => {
    const { first, most, weights } = taps(3, 3, "lanczos", whole(3));
    expect([[...first], most, [...weights]]).toEqual([[0, 1, 2], 1, [2 ** 22, 2 ** 22, 2 ** 22]]);
  });
});
