import { describe, expect, test } from "vitest";
import { pairAlignments } from "../../src/kernels/pair-alignments.js";
import { closeAll } from "../support/close.js";
import { naiveEntries, single, someBlock } from "./blocks.js";
import { at, build } from "./matrices.js";

describe.each([
  [1, 1],
  [9, 4],
  [4, 130],
])("pairAlignments of a block of %i × %i", (rows, columns) => {
  const upper = [someBlock(rows, 3, 1), someBlock(rows, 8, 2)] as const;
  const right = [someBlock(columns, 3, 3), someBlock(columns, 8, 4)] as const;
  const [a, b] = [naiveEntries(upper[0], right[0]), naiveEntries(upper[1], right[1])];
  const terms = (i: number, j: number) => [at(a, i, j) ** 2, at(a, i, j) * at(b, i, j), at(b, i, j) ** 2];
  const summed = (over: number, term: (index: number) => number | undefined) =>
    Array.from({ length: over }, (_, index) => Number(term(index))).reduce((sum, value) => sum + value, 0);
  const ofRows = build(rows, 3, (i, k) => summed(columns, (j) => terms(i, j)[k]));
  const ofColumns = build(columns, 3, (j, k) => summed(rows, (i) => terms(i, j)[k]));
  const cubes = [a, b].map(({ data }) => data.reduce((sum, value) => sum + value ** 3, 0));

  test("sums squares and products over rows and over columns, and the cubes", () => {
    const found = pairAlignments(upper, right);
    expect([found.rows.rows, found.rows.columns]).toEqual([rows, 3]);
    expect([found.columns.rows, found.columns.columns]).toEqual([columns, 3]);
    closeAll(found.rows.data, ofRows.data, 1e-12);
    closeAll(found.columns.data, ofColumns.data, 1e-12);
    closeAll(found.cubes, cubes, 1e-12);
  });

  test("does so in float32, to its rounding", () => {
    const found = pairAlignments([single(upper[0]), single(upper[1])], [single(right[0]), single(right[1])]);
    closeAll(found.rows.data, ofRows.data, 2e-6);
    closeAll(found.columns.data, ofColumns.data, 2e-6);
    closeAll(found.cubes, cubes, 1e-5);
  });
});
