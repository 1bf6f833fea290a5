import { describe, expect, test } from "vitest";
import { partitions } from "../../../src/measures/stats/partitions.js";

const listed = (sizes: readonly number[], seed = 0) => [...partitions(sizes, seed).all].map((groups) => [...groups]);

/** The division itself, whatever its groups are called. */
function nameless(groups: readonly number[]): string {
  const names = [...new Set(groups)];
  return groups.map((group) => names.indexOf(group)).join("");
}

describe("partitions", () => {
  test("are each division once, of the right sizes", () => {
    for (const sizes of [[4, 4, 3], [2, 2], [5, 3], [1, 1, 1], [2, 1, 1], [3], [2, 2, 2]]) {
      const all = listed(sizes);
      const { count, exhaustive } = partitions(sizes, 0);
      expect(exhaustive).toBe(true);
      expect(all).toHaveLength(count);
      expect(new Set(all.map(nameless)).size).toBe(count);
      for (const groups of all)
        expect(sizes.map((_, g) => groups.filter((group) => group === g).length)).toEqual(sizes);
    }
  });

  test("are as many as combinatorics has it", () => {
    expect(partitions([4, 4, 3], 0).count).toBe(5775);
    expect(partitions([4, 4], 0).count).toBe(35);
    expect(partitions([5, 3], 0).count).toBe(56);
    expect(partitions([2, 1, 1], 0).count).toBe(6);
  });

  test("are 9,999 drawn ones where there are more than 100,000, all divisions alike", () => {
    const { count, exhaustive } = partitions([8, 8, 1], 5);
    expect({ count, exhaustive }).toEqual({ count: 9999, exhaustive: false });
    const all = listed([8, 8, 1], 5);
    expect(all).toHaveLength(9999);
    expect(listed([8, 8, 1], 5)).toEqual(all);
    expect(listed([8, 8, 1], 6)).not.toEqual(all);
    // The lonely one is each of the 17 in turn: 588 times, give or take five standard deviations of 23.5.
    for (let i = 0; i < 17; i++)
      expect(Math.abs(all.filter((groups) => groups[i] === 2).length - 9999 / 17)).toBeLessThan(120);
  });

  test("of very many things are no overflow", () => {
    expect(partitions([300, 300], 0)).toMatchObject({ count: 9999, exhaustive: false });
  });
});
