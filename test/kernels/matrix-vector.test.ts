import { expect, test } from "vitest";
import {
  addOuterProduct,
  addScaledRows,
  addToRows,
  below,
  timesVector,
  transposedTimesVector,
  windowTimes,
  windowTransposedTimes,
} from "../../src/kernels/matrix-vector.js";
import { closeAll } from "../support/close.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

test.each([1, 3, 4, 5, 8, 11])("products of %i rows with a vector are what their definitions say", (rows) => {
  const x = gaussian(rows, 7, 1);
  const [v, u] = [gaussian(7, 1, 2), gaussian(rows, 1, 3)];
  closeAll(timesVector(x, v.data), naiveProduct(x, v).data, 1e-14);
  closeAll(transposedTimesVector(x, u.data), naiveProduct(naiveTransposed(x), u).data, 1e-14);
});

test("a window is what lies below a row, from a column on", () => {
  const x = gaussian(7, 5, 1);
  const window = build(4, 3, (i, j) => at(x, i + 3, j + 2));
  const [v, u] = [gaussian(3, 1, 2), gaussian(4, 1, 3)];
  const padded = Float64Array.of(9, ...v.data);
  closeAll(windowTimes(below(x, 2, 2), padded, 1), naiveProduct(window, v).data, 1e-14);
  closeAll(windowTransposedTimes(below(x, 2, 2), u.data), naiveProduct(naiveTransposed(window), u).data, 1e-14);
});

test.each([4, 6])("addOuterProduct adds factor·uv' to a window of %i rows and to nothing else", (rows) => {
  const x = gaussian(rows + 1, 5, 1);
  const [u, v] = [gaussian(rows, 1, 2), gaussian(3, 1, 3)];
  const expected = build(rows + 1, 5, (i, j) =>
    i < 1 || j < 2 ? at(x, i, j) : at(x, i, j) + 2 * at(u, i - 1, 0) * at(v, j - 2, 0),
  );
  addOuterProduct(below(x, 0, 2), 2, u.data, v.data, 0);
  closeAll(x.data, expected.data, 1e-15);
});

test("addToRows and addScaledRows go row by row", () => {
  const x = build(2, 2, (i, j) => 2 * i + j);
  addToRows(x, Float64Array.of(10, 20));
  expect([...x.data]).toEqual([10, 21, 12, 23]);
  addScaledRows(
    x,
    Float64Array.of(1, -1),
    build(2, 2, () => 1),
  );
  expect([...x.data]).toEqual([11, 22, 11, 22]);
});
