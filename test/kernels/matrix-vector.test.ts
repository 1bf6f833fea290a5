import { expect, test } from "vitest";
import { addScaledRows, addToRows, timesVector, transposedTimesVector } from "../../src/kernels/matrix-vector.js";
import { closeAll } from "../support/close.js";
import { build, gaussian, naiveProduct, naiveTransposed } from "./matrices.js";

test.each([1, 3, 4, 5, 8, 11])("products of %i rows with a vector are what their definitions say", (rows) => {
  const x = gaussian(rows, 7, 1);
  const [v, u] = [gaussian(7, 1, 2), gaussian(rows, 1, 3)];
  closeAll(timesVector(x, v.data), naiveProduct(x, v).data, 1e-14);
  closeAll(transposedTimesVector(x, u.data), naiveProduct(naiveTransposed(x), u).data, 1e-14);
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
