import { describe, expect, test } from "vitest";
import { rbfKernel } from "../../src/measures/rbf-kernel.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close, closeAll } from "../support/close.js";
import { naiveCentred } from "./ucentred/brute-force.js";

describe("the radial basis function kernel", () => {
  const x = naiveCentred(gaussian(7, 3, 1));
  const distance = (m: typeof x, i: number, j: number) =>
    Math.hypot(...Array.from({ length: m.columns }, (_, k) => at(m, i, k) - at(m, j, k)));
  const distances = (m: typeof x) =>
    Array.from({ length: m.rows }, (_, i) => Array.from({ length: i }, (_, j) => distance(m, i, j)))
      .flat()
      .sort((a, b) => a - b);

  test.each([1, 0.4])("has %d × the median distance for its bandwidth", (factor) => {
    const { kernel, bandwidth } = rbfKernel(x, factor);
    close(bandwidth, factor * Number(distances(x)[10]), 1e-13);
    const expected = build(7, 7, (i, j) => Math.exp(-(distance(x, i, j) ** 2) / (2 * bandwidth ** 2)));
    closeAll(kernel.data, expected.data, 1e-13);
  });

  test("keeps the small distances of examples that are far from the mean", () => {
    const far = build(8, 2, (i, j) => (i < 4 ? 1e7 : -1e7) + 1e-3 * i * (j + 1));
    const { kernel, bandwidth } = rbfKernel(naiveCentred(far), 1e-10);
    close(-2 * bandwidth ** 2 * Math.log(at(kernel, 0, 1)), 5e-6, 1e-5);
  });

  test("has no bandwidth where half of the pairs coincide", () => {
    expect(rbfKernel(naiveCentred(build(6, 1, (i) => Number(i === 0))), 1).bandwidth).toBe(0);
  });
});
