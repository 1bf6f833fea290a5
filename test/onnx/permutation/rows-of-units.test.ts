import { expect, test } from "vitest";
import { rowsOfUnits } from "../../../src/onnx/permutation/rows-of-units.js";

const values = Float32Array.from({ length: 24 }, (_, at) => at);
const activation = (axis: number, places: number, ...indices: number[]) => ({
  tensor: "h",
  axis,
  places,
  indices: Int32Array.from(indices),
});

test("one row a position and place, one column a unit", () => {
  const { rows, columns, data } = rowsOfUnits(values, [2, 4, 3], activation(1, 2, 0, 2, 3, 1));
  expect([rows, columns]).toEqual([12, 2]);
  // Image 0: pixels of places 0 and 3, then of places 2 and 1.
  expect([...data.subarray(0, 12)]).toEqual([0, 9, 1, 10, 2, 11, 6, 3, 7, 4, 8, 5]);
  expect(data[12]).toBe(12);
  expect([...rowsOfUnits(values, [6, 4], activation(1, 1, 3)).data]).toEqual([3, 7, 11, 15, 19, 23]);
});

test("refuses what does not fit", () => {
  expect(() => rowsOfUnits(values, [2, 4], activation(1, 1, 0))).toThrow(
    'rowsOfUnits: "h" of [2,4] has 24 values, expected 8',
  );
  expect(() => rowsOfUnits(values, [6, 4], activation(2, 1, 0))).toThrow('rowsOfUnits: "h" of [6,4] has no axis 2');
  expect(() => rowsOfUnits(values, [6, 4], activation(1, 1, 4))).toThrow(
    'rowsOfUnits: "h" of [6,4] has no place 4 along axis 1',
  );
});
