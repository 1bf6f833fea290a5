import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { outdoneBy } from "../../../src/study/selection/pareto.js";

describe("outdoneBy", () => {
  test("names one that is better in something and worse in nothing", () => {
    expect(
      outdoneBy([
        [3, 1],
        [1, 3],
        [1, 1],
        [3, 0],
      ]),
    ).toEqual([null, null, 0, 0]);
  });

  test("takes equals for none better than the other", () => {
    expect(
      outdoneBy([
        [1, 2],
        [1, 2],
      ]),
    ).toEqual([null, null]);
    expect(outdoneBy([])).toEqual([]);
  });

  test("leaves someone on the front, and only those that are outdone off it", () => {
    const rows = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (goods) => {
        const by = outdoneBy(goods);
        expect(by).toContain(null);
        for (const [i, other] of by.entries()) {
          const better = goods.some(
            (row) => row.every((value, k) => value >= (goods[i]?.[k] ?? 0)) && String(row) !== String(goods[i]),
          );
          expect(other !== null).toBe(better);
        }
      }),
    );
  });
});
