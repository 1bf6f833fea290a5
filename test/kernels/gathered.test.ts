import { describe, expect, test } from "vitest";
import { gatheredProduct, gatheredRows, gatheredSquare } from "../../src/kernels/gathered.js";
import { permutation } from "../../src/kernels/random.js";
import { close } from "../support/close.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

const order = permutation(7, 3);

describe("gathered", () => {
  test("rows are those that are named, in that order", () => {
    const x = gaussian(7, 3, 1);
    expect(gatheredRows(x, order)).toEqual(build(7, 3, (i, j) => at(x, Number(order[i]), j)));
    expect(gatheredRows(x, [5]).data).toEqual(x.data.slice(15, 18));
  });

  test("squares have these rows and columns", () => {
    const a = gaussian(7, 7, 1);
    expect(gatheredSquare(a, [4, 2])).toEqual(build(2, 2, (i, j) => at(a, i === 0 ? 4 : 2, j === 0 ? 4 : 2)));
  });

  test("products are those of the first with the gathered square, the diagonal counted once", () => {
    const [x, y] = [gaussian(7, 3, 1), gaussian(7, 2, 2)];
    const [a, b] = [naiveProduct(x, naiveTransposed(x)), naiveProduct(y, naiveTransposed(y))];
    const expected = gatheredSquare(b, order).data.reduce((sum, value, k) => sum + value * Number(a.data[k]), 0);
    close(gatheredProduct(a, b, order), expected, 1e-13);
  });
});
