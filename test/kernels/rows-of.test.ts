import { expect, test } from "vitest";
import { groupsOfRows, rowsOf } from "../../src/kernels/rows-of.js";

const x = { rows: 3, columns: 2, data: Float64Array.of(1, 2, 3, 4, 5, 6) };

test("rowsOf is a view on some rows, fewer where the matrix ends", () => {
  expect(rowsOf(x, 1, 1)).toEqual({ rows: 1, columns: 2, data: Float64Array.of(3, 4) });
  expect(rowsOf(x, 2, 5)).toEqual({ rows: 1, columns: 2, data: Float64Array.of(5, 6) });
  expect(rowsOf(x, 1, 1).data.buffer).toBe(x.data.buffer);
});

test("groupsOfRows covers each row once", () => {
  const groups = [...groupsOfRows(x, 2)];
  expect(groups.map(([first, { rows }]) => [first, rows])).toEqual([
    [0, 2],
    [2, 1],
  ]);
  expect(groups.flatMap(([, { data }]) => [...data])).toEqual([...x.data]);
});
