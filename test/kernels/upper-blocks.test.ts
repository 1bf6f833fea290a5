import { describe, expect, test } from "vitest";
import { gram, product } from "../../src/kernels/products.js";
import {
  addProductRowSums,
  blockStarts,
  fromBlocks,
  gramBlock,
  symmetricTimes,
  withPairSums,
} from "../../src/kernels/upper-blocks.js";
import { closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";

describe.each([1, 2, 63, 64, 65, 130])("blocks of an n × n matrix, n = %i", (n) => {
  const x = gaussian(n, 3, n);
  const blocks = blockStarts(n).map((first) => gramBlock(x, first));
  const whole = build(n, n, (i, j) => (i === j ? 0 : at(gram(x), i, j)));

  test("together are XX' without its diagonal", () => {
    closeAll(fromBlocks(blocks, n).data, whole.data, 1e-15);
  });

  test("hold nothing but what is right of the diagonal", () => {
    for (const { entries } of blocks) {
      for (let i = 0; i < entries.rows; i++) for (let j = 0; j <= i; j++) expect(at(entries, i, j)).toBe(0);
    }
  });

  test("take v_i + v_j on each entry off the diagonal, in a copy", () => {
    const v = gaussian(n, 1, 2);
    const shifted = blocks.map((block) => withPairSums(block, v.data));
    const expected = build(n, n, (i, j) => (i === j ? 0 : at(whole, i, j) + at(v, i, 0) + at(v, j, 0)));
    closeAll(fromBlocks(shifted, n).data, expected.data, 1e-15);
    closeAll(fromBlocks(blocks, n).data, whole.data, 1e-15);
  });

  test("give the row sums of an entrywise product", () => {
    const v = gaussian(n, 1, 3);
    const sums = new Float64Array(n);
    for (const block of blocks) addProductRowSums(sums, block, withPairSums(block, v.data));
    const expected = Array.from({ length: n }, (_, i) => {
      let total = 0;
      for (let j = 0; j < n; j++) if (j !== i) total += at(whole, i, j) * (at(whole, i, j) + at(v, i, 0) + at(v, j, 0));
      return total;
    });
    closeAll(sums, expected, 1e-13);
  });

  test("multiply a matrix", () => {
    const z = gaussian(n, 5, 4);
    closeAll(symmetricTimes(blocks, z).data, product(whole, z).data, 1e-13);
  });
});
