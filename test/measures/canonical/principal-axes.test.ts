import { describe, expect, test } from "vitest";
import { axesOf, firstColumns, principalAxes } from "../../../src/measures/canonical/principal-axes.js";
import { build, gaussian, naiveProduct, naiveTransposed } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { naiveCentred } from "../ucentred/brute-force.js";

describe("principal axes", () => {
  test.each([
    [9, 4, 4],
    [9, 20, 8],
    [9, 9, 8],
  ])("are orthonormal and give the Gram matrix back, %i × %i", (n, p, rank) => {
    const x = naiveCentred(gaussian(n, p, 1));
    const { left, values } = principalAxes(x);
    expect(values.length).toBe(rank);
    closeAll(naiveProduct(naiveTransposed(left), left).data, build(rank, rank, (i, j) => Number(i === j)).data, 1e-13);
    const scores = build(n, rank, (i, j) => Number(left.data[i * rank + j]) * Number(values[j]));
    const gram = naiveProduct(x, naiveTransposed(x));
    closeAll(naiveProduct(scores, naiveTransposed(scores)).data, gram.data, 1e-12);
    expect([...values]).toEqual([...values].sort((a, b) => b - a));
  });

  test("are as many as singular values exceed 1e-10 of the largest", () => {
    const axis = gaussian(9, 3, 1);
    const graded = (least: number) =>
      naiveCentred(build(9, 3, (i, j) => Number(axis.data[i * 3 + j]) * ([1, 1e-4, least][j] ?? Number.NaN)));
    expect(principalAxes(graded(1e-9)).values.length).toBe(3);
    expect(principalAxes(graded(1e-12)).values.length).toBe(2);
  });

  test("that reach a share of the variance are counted from the first", () => {
    const values = Float64Array.of(3, 2, 1);
    expect([0.5, 9 / 14, 0.7, 13 / 14, 0.99, 1].map((share) => axesOf(values, share))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  test("the first columns are a part of the matrix", () => {
    const x = { rows: 2, columns: 3, data: Float64Array.of(1, 2, 3, 4, 5, 6) };
    expect(firstColumns(x, 2)).toEqual({ rows: 2, columns: 2, data: Float64Array.of(1, 2, 4, 5) });
    expect(firstColumns(x, 3)).toEqual(x);
  });
});
