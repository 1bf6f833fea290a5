import { describe, expect, test } from "vitest";
import { effectiveRank } from "../../src/measures/effective-rank.js";
import { at, build, gaussian, naiveProduct, orthogonal } from "../kernels/matrices.js";
import { close } from "../support/close.js";

describe("the effective rank", () => {
  test("is 1 on a line, wherever the line runs", () => {
    const along = gaussian(10, 1, 1);
    close(effectiveRank(build(10, 4, (i, j) => 100 + at(along, i, 0) * (j - 2.5))) ?? 0, 1, 1e-12);
  });

  test("is n − 1 where the examples are equally far apart", () => {
    close(effectiveRank(build(7, 7, (i, j) => Number(i === j))) ?? 0, 6, 1e-12);
  });

  test("is exp of the entropy of the shares of the variance: squares of the singular values", () => {
    const x = build(4, 2, (i, j) => (j === 0 ? 3 * (i % 2 === 0 ? 1 : -1) : i < 2 ? 1 : -1));
    close(effectiveRank(x) ?? 0, Math.exp(-(0.9 * Math.log(0.9) + 0.1 * Math.log(0.1))), 1e-13);
  });

  test("does not change by rotation, scale or offset", () => {
    const x = gaussian(12, 5, 1);
    const moved = naiveProduct(
      build(12, 5, (i, j) => 7 * at(x, i, j) + j),
      orthogonal(5, 2),
    );
    close(effectiveRank(moved) ?? 0, effectiveRank(x) ?? 1, 1e-12);
  });

  test("is null where the representation is constant", () => {
    expect(effectiveRank(build(4, 2, () => 0.1))).toBeNull();
  });

  test("refuses a single example and what is not finite", () => {
    expect(() => effectiveRank(gaussian(1, 3, 1))).toThrow("effectiveRank: x has 1 example, expected at least 2");
    expect(() => effectiveRank(build(2, 1, (i) => (i === 0 ? Number.NaN : 1)))).toThrow(
      "effectiveRank: x is NaN at row 0",
    );
  });
});
