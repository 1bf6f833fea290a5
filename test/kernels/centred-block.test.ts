import { describe, expect, test } from "vitest";
import { blockEntries, centredRows, gramTimesVector, meanCentredRows } from "../../src/kernels/centred-block.js";
import { closeAll } from "../support/close.js";
import { naiveAbout, naiveEntries, single, someBlock } from "./blocks.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

describe.each([
  [1, 1],
  [7, 3],
  [5, 260],
  [130, 9],
])("a block of %i × %i", (n, p) => {
  const block = someBlock(n, p, n + p);
  const narrow = single(block);

  test("has rows about its centre, and about the mean", () => {
    const expected = build(n, p, (i, j) => 3 * (at(block.x, i, j) - Number(block.centre[j])));
    closeAll(centredRows(block, 3).data, expected.data, 1e-15);
    closeAll(meanCentredRows(block).data, naiveAbout(block).data, 1e-14);
  });

  test("has entries of its own rows, and of its rows and others", () => {
    closeAll(blockEntries(block, block).data, naiveEntries(block, block).data, 1e-12);
    const others = someBlock(11, p, 77);
    const found = blockEntries(block, others);
    expect([found.rows, found.columns]).toEqual([n, 11]);
    closeAll(found.data, naiveEntries(block, others).data, 1e-12);
  });

  test("multiplies a vector by its Gram matrix", () => {
    const v = gaussian(n, 1, 5);
    const about = naiveAbout(block);
    const expected = naiveProduct(about, naiveProduct(naiveTransposed(about), v));
    closeAll(gramTimesVector(block, v.data), expected.data, 1e-12);
    closeAll(gramTimesVector(narrow, v.data), expected.data, 1e-12);
  });

  test("stays in float32 where it is, to its rounding", () => {
    for (const rows of [centredRows, meanCentredRows]) {
      expect(rows(narrow).data).toBeInstanceOf(Float32Array);
      closeAll(rows(narrow).data, rows(block).data, 1e-7);
    }
    closeAll(blockEntries(narrow, narrow).data, blockEntries(block, block).data, 1e-6);
  });

  test("is left as it was", () => {
    const before = structuredClone(block);
    blockEntries(block, block);
    meanCentredRows(block);
    gramTimesVector(block, new Float64Array(n).fill(1));
    expect(block).toEqual(before);
  });
});
