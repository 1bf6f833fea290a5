import { describe, expect, test } from "vitest";
import { rearrangements } from "../../../src/measures/stats/rearrangements.js";

const listed = (groups: readonly string[], seed = 0) =>
  [...rearrangements(groups, seed).all].map((order) => [...order]);

describe("rearrangements", () => {
  test("are all orders, each once, the given one among them", () => {
    const all = listed([..."xxxxx"]);
    expect(all).toHaveLength(120);
    expect(new Set(all.map(String)).size).toBe(120);
    expect(all[0]).toEqual([0, 1, 2, 3, 4]);
    expect(rearrangements([..."xxxxx"], 0)).toMatchObject({ count: 120, exhaustive: true });
  });

  test("leave everything in its group", () => {
    const groups = [..."abaabcb"];
    const all = listed(groups);
    expect(new Set(all.map(String)).size).toBe(6 * 6);
    expect(all).toHaveLength(36);
    for (const order of all) expect(order.map((i) => groups[i])).toEqual(groups);
  });

  test("are 9,999 drawn ones where there are more than 100,000", () => {
    const groups = [..."aaaaaaaaabbb"];
    expect(rearrangements(groups, 4)).toMatchObject({ count: 9999, exhaustive: false });
    const all = listed(groups, 4);
    expect(all).toHaveLength(9999);
    for (const order of all.slice(0, 50)) {
      expect([...order].sort((i, j) => i - j)).toEqual(groups.map((_, i) => i));
      expect(order.map((i) => groups[i])).toEqual(groups);
    }
    expect(listed(groups, 4)).toEqual(all);
  });

  test("of nothing are one", () => {
    expect(listed([])).toEqual([[]]);
  });
});
