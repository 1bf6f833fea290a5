import { describe, expect, test } from "vitest";
import { signFlips } from "../../../src/measures/stats/sign-flips.js";

const listed = (n: number, seed = 0) => [...signFlips(n, seed).all].map((signs) => [...signs]);

describe("signFlips", () => {
  test("are all 2ⁿ, each once, the first without a change", () => {
    const all = listed(6);
    expect(all).toHaveLength(64);
    expect(new Set(all.map(String)).size).toBe(64);
    expect(all[0]).toEqual([1, 1, 1, 1, 1, 1]);
    expect(signFlips(16, 0)).toMatchObject({ count: 65_536, exhaustive: true });
  });

  test("are 9,999 drawn ones where there are more than 100,000, either sign as often", () => {
    expect(signFlips(17, 0)).toMatchObject({ count: 9999, exhaustive: false });
    const all = listed(17, 2);
    expect(all).toHaveLength(9999);
    expect(listed(17, 2)).toEqual(all);
    // 5,000 give or take five standard deviations of 50.
    for (let i = 0; i < 17; i++)
      expect(Math.abs(all.filter((signs) => signs[i] === 1).length - 4999.5)).toBeLessThan(250);
  });
});
