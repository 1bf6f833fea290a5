import { describe, expect, test } from "vitest";
import { averageLinkage, type Tree } from "../../../src/study/structure/average-linkage.js";
import golden from "../../golden/study.json" with { type: "json" };
import { closeAll } from "../../support/close.js";

/** The things below each merge. */
function membersOf({ merges }: Tree, m: number): readonly (readonly number[])[] {
  const below: number[][] = [];
  const of = (id: number) => (id < m ? [id] : (below[id - m] ?? []));
  for (const { a, b } of merges) below.push([...of(a), ...of(b)].sort((i, j) => i - j));
  return below;
}

describe("averageLinkage", () => {
  test("makes scipy's clusters at scipy's heights", () => {
    expect(golden.linkage).toHaveLength(3);
    for (const { distances, clusters } of golden.linkage) {
      const tree = averageLinkage(distances);
      closeAll(
        tree.merges.map(({ height }) => height),
        clusters.map(({ height }) => height),
        1e-12,
      );
      expect(membersOf(tree, distances.length)).toEqual(clusters.map(({ members }) => members));
      expect(tree.merges.map(({ size }) => size)).toEqual(clusters.map(({ members }) => members.length));
    }
  });

  test("orders leaves so that every cluster is in one piece, the smallest thing first", () => {
    for (const { distances } of golden.linkage) {
      const tree = averageLinkage(distances);
      const at = (i: number) => tree.order.indexOf(i);
      expect([...tree.order].sort((i, j) => i - j)).toEqual(distances.map((_, i) => i));
      expect(tree.order[0]).toBe(0);
      for (const members of membersOf(tree, distances.length)) {
        const places = members.map(at);
        expect(Math.max(...places) - Math.min(...places)).toBe(members.length - 1);
      }
    }
  });

  test("takes the smallest things first where all are equally far apart", () => {
    const same = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((j) => (i === j ? 0 : 0.1 + 0.2)));
    expect(averageLinkage(same).merges.map(({ a, b }) => [a, b])).toEqual([
      [0, 1],
      [4, 2],
      [5, 3],
    ]);
    expect(averageLinkage(same).order).toEqual([0, 1, 2, 3]);
  });

  test("of one thing is a leaf, of none nothing", () => {
    expect(averageLinkage([[0]])).toEqual({ merges: [], order: [0] });
    expect(averageLinkage([])).toEqual({ merges: [], order: [] });
  });

  test("puts identical things together at 0", () => {
    expect(
      averageLinkage([
        [0, 0],
        [0, 0],
      ]).merges,
    ).toEqual([{ a: 0, b: 1, height: 0, size: 2 }]);
  });
});
