import { describe, expect, test } from "vitest";
import { gatheredSquare } from "../../src/kernels/gathered.js";
import { allTied, pairsWithin, rankedPairs, ranksWithin, standardRanks } from "../../src/measures/ranked-pairs.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close, closeAll } from "../support/close.js";

const noise = gaussian(9, 9, 1);
const rounded = build(9, 9, (i, j) => Math.round(2 * at(noise, Math.min(i, j), Math.max(i, j))));

describe("ranked pairs", () => {
  const ranked = rankedPairs(rounded);

  test("are in order, each once", () => {
    const sorted = [...ranked.order].map((pair) => ranked.ranks[pair] ?? Number.NaN);
    expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
    expect(new Set(ranked.order).size).toBe(36);
  });

  test("know whether all are tied", () => {
    expect(allTied(ranked)).toBe(false);
    expect(allTied(rankedPairs(build(5, 5, () => 1)))).toBe(true);
  });

  test("standardised sum to 0 and their squares, over i < j, to 1", () => {
    const { data } = standardRanks(ranked);
    close(
      data.reduce((sum, value) => sum + value, 0),
      0,
      1e-13,
    );
    close(data.reduce((sum, value) => sum + value ** 2, 0) / 2, 1, 1e-13);
  });

  test("within a subset have the ranks of the subset alone", () => {
    const rows = Uint32Array.of(0, 2, 3, 5, 8);
    const within = ranksWithin(ranked, pairsWithin(9, rows), 10);
    const own = rankedPairs(gatheredSquare(rounded, rows)).ranks.map((rank) => rank - 5.5);
    const inside = pairsWithin(9, rows);
    closeAll(
      within.filter((_, pair) => inside[pair] === 1),
      own,
      1e-13,
    );
    expect(within.filter((_, pair) => inside[pair] === 0).every((rank) => rank === 0)).toBe(true);
  });
});
