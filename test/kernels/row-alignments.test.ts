import { describe, expect, test } from "vitest";
import { rowAlignments } from "../../src/kernels/row-alignments.js";
import { closeAll } from "../support/close.js";
import { naiveEntries, single, someBlock } from "./blocks.js";
import { at, build } from "./matrices.js";

// Rows are made a hundred at a time.
describe.each([
  [1, 1],
  [7, 20],
  [100, 3],
  [101, 30],
  [230, 2],
])("rowAlignments of a block of %i × %i", (rows, columns) => {
  const widths = [2, 5, 1];
  const upper = widths.map((p) => someBlock(rows, p, p));
  const right = widths.map((p) => someBlock(columns, p, 50 + p));
  const whole = upper.map((block, k) => naiveEntries(block, right[k] ?? block));
  const expected = build(rows, 9, (i, at9) => {
    const [a, b] = [whole[Math.floor(at9 / 3)], whole[at9 % 3]];
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += a && b ? at(a, i, j) * at(b, i, j) : Number.NaN;
    return sum;
  });
  const cubes = whole.map(({ data }) => data.reduce((sum, value) => sum + value ** 3, 0));

  test("sums the products of every two matrices over each row", () => {
    const { products } = rowAlignments(upper, right);
    expect([products.rows, products.columns]).toEqual([rows, 9]);
    closeAll(products.data, expected.data, 1e-12);
  });

  test("sums the cubes of each matrix", () => {
    closeAll(rowAlignments(upper, right).cubes, cubes, 1e-12);
  });

  test("does so in float32, to its rounding", () => {
    const found = rowAlignments(upper.map(single), right.map(single));
    closeAll(found.products.data, expected.data, 2e-6);
    closeAll(found.cubes, cubes, 1e-5);
  });
});
