import { describe, expect, test } from "vitest";
import { blockAlignments, blockProducts } from "../../src/kernels/block-alignments.js";
import { closeAll } from "../support/close.js";
import { naiveEntries, single, someBlock } from "./blocks.js";
import { at, build } from "./matrices.js";

/** The pairs of three layers, in their order. */
const PAIRS = [
  [0, 0],
  [0, 1],
  [1, 1],
  [0, 2],
  [1, 2],
  [2, 2],
];

// Entries are made for 192 rows and columns at a time, and read in four rows and two columns.
describe.each([
  [1, 1, 3],
  [9, 4, 2],
  [4, 130, 1],
  [7, 20, 3],
  [100, 3, 3],
  [197, 65, 2],
  [98, 387, 3],
])("blockAlignments of a block of %i × %i of %i layers", (rows, columns, m) => {
  const widths = [2, 5, 1].slice(0, m);
  const upper = widths.map((p) => someBlock(rows, p, p));
  const right = widths.map((p) => someBlock(columns, p, 50 + p));
  const whole = upper.map((block, k) => naiveEntries(block, right[k] ?? block));
  const pairs = PAIRS.slice(0, (m * (m + 1)) / 2);
  const summed = (count: number, term: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => term(index)).reduce((sum, value) => sum + value, 0);
  const term = (pair: number, i: number, j: number) =>
    (PAIRS[pair] ?? []).reduce((product, k) => product * at(whole[k] ?? build(0, 0, () => 0), i, j), 1);
  const ofRows = build(pairs.length, rows, (pair, i) => summed(columns, (j) => term(pair, i, j)));
  const ofColumns = build(pairs.length, columns, (pair, j) => summed(rows, (i) => term(pair, i, j)));
  const cubes = whole.map(({ data }) => data.reduce((sum, value) => sum + value ** 3, 0));

  test("sums the products of every two matrices over rows and over columns, and the cubes of each", () => {
    const found = blockAlignments(upper, right, true);
    expect([found.rows.rows, found.rows.columns]).toEqual([pairs.length, rows]);
    expect([found.columns?.rows, found.columns?.columns]).toEqual([pairs.length, columns]);
    closeAll(found.rows.data, ofRows.data, 1e-12);
    closeAll(found.columns?.data ?? [], ofColumns.data, 1e-12);
    closeAll(found.cubes, cubes, 1e-12);
  });

  test("leaves the sums over columns out where the block is not mirrored", () => {
    const { rows: sums, cubes: ofCubes } = blockAlignments(upper, right, true);
    expect(blockAlignments(upper, right, false)).toEqual({ rows: sums, columns: null, cubes: ofCubes });
  });

  test("sums the products of every two over rows alone", () => {
    const found = blockProducts(upper, right);
    expect([found.rows, found.columns]).toEqual([pairs.length, rows]);
    closeAll(found.data, ofRows.data, 1e-12);
    closeAll(blockProducts(upper.map(single), right.map(single)).data, ofRows.data, 2e-6);
  });

  test("does so in float32, to its rounding", () => {
    const found = blockAlignments(upper.map(single), right.map(single), true);
    closeAll(found.rows.data, ofRows.data, 2e-6);
    closeAll(found.columns?.data ?? [], ofColumns.data, 2e-6);
    closeAll(found.cubes, cubes, 1e-5);
  });
});
