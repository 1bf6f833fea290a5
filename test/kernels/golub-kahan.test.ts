import { describe, expect, test } from "vitest";
import { bidiagonalSingularValues } from "../../src/kernels/golub-kahan.js";
import { close, closeAll } from "../support/close.js";

const values = (diagonal: number[], beside: number[]) =>
  bidiagonalSingularValues({ diagonal: Float64Array.from(diagonal), beside: Float64Array.from(beside) })
    .sort()
    .reverse();

describe("singular values of a bidiagonal matrix", () => {
  test("are the diagonal's magnitudes where nothing is beside it", () => {
    expect([...values([3, -4, 0], [0, 0])]).toEqual([4, 3, 0]);
    expect([...values([-5], [])]).toEqual([5]);
  });

  test("of ones beside ones are 2cos(kπ/(2n+1))", () => {
    const n = 50;
    const expected = Array.from({ length: n }, (_, k) => 2 * Math.cos(((k + 1) * Math.PI) / (2 * n + 1)));
    closeAll(values(Array(n).fill(1), Array(n - 1).fill(1)), expected, 1e-14);
  });

  test.each([0, 2, 4])("are right with a zero at place %i of the diagonal", (zero) => {
    const diagonal = [1, 2, 3, 4, 5].map((d, i) => (i === zero ? 0 : d));
    const beside = [1, -1, 2, 0.5];
    const found = values(diagonal, beside);
    close(found.at(-1) ?? 1, 0, 1e-15);
    const squares = [...diagonal, ...beside].reduce((total, value) => total + value * value, 0);
    close(
      found.reduce((total, value) => total + value * value, 0),
      squares,
      1e-14,
    );
  });

  test("keep the sum of squares where the diagonal spans fifteen orders of magnitude", () => {
    const diagonal = Array.from({ length: 16 }, (_, i) => 10 ** -i);
    const found = values(diagonal, Array(15).fill(1e-3));
    close(
      found.reduce((total, value) => total + value ** 2, 0),
      diagonal.reduce((total, value) => total + value ** 2, 0) + 15e-6,
      1e-14,
    );
  });

  test("of nothing but zeros are zeros", () => {
    expect([...values([0, 0, 0], [0, 0])]).toEqual([0, 0, 0]);
  });

  test("neither overflow nor underflow", () => {
    closeAll(values([3e300, 3e300], [0]), [3e300, 3e300], 1e-15);
    closeAll(values([3e-300, 4e-300], [0]), [4e-300, 3e-300], 1e-15);
  });
});
