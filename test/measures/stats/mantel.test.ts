import { describe, expect, test } from "vitest";
import { mantel } from "../../../src/measures/stats/mantel.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close } from "../../support/close.js";

describe("mantel", () => {
  test("gives r, and p of all orders, as brute force does", () => {
    expect(golden.mantel).toHaveLength(2);
    for (const { x, y, r, p } of golden.mantel) {
      const found = mantel(x, y, 0);
      close(found?.r ?? Number.NaN, r, 1e-12);
      close(found?.pValue ?? Number.NaN, p, 1e-12);
      expect(found?.exhaustive).toBe(true);
    }
  });

  test("draws orders of nine things and more", () => {
    const x = Array.from({ length: 9 }, (_, i) => Array.from({ length: 9 }, (_, j) => Math.abs(i - j)));
    expect(mantel(x, x, 0)).toMatchObject({ permutations: 9999, exhaustive: false });
    expect(mantel(x, x, 0)?.pValue).toBeLessThan(0.001);
  });

  test("is null where one matrix is the same throughout", () => {
    const same = [0, 0, 0].map(() => [0.3, 0.3, 0.1 + 0.2]);
    const near = [
      [0, 1, 5],
      [1, 0, 4],
      [5, 4, 0],
    ];
    expect(mantel(same, near, 0)).toBeNull();
    expect(mantel(near, same, 0)).toBeNull();
  });
});
