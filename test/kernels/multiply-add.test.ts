import { expect, test } from "vitest";
import { multiplyAdd } from "../../src/kernels/multiply-add.js";

const byRows = (data: number[], columns: number) => ({
  data: Float64Array.from(data),
  start: 0,
  outer: columns,
  inner: 1,
});

test("adds to what is there, inside a larger matrix, and touches nothing around it", () => {
  const data = new Float64Array(9).fill(1);
  multiplyAdd({ data, start: 1, stride: 3 }, 2, 2, 1, byRows([2, 3], 1), byRows([10, 100], 1));
  expect([...data]).toEqual([1, 21, 201, 1, 31, 301, 1, 1, 1]);
});

test("upper leaves alone the tiles that lie wholly below the diagonal", () => {
  const ones = byRows(Array(6).fill(1), 1);
  const data = new Float64Array(36);
  multiplyAdd({ data, start: 0, stride: 6 }, 6, 6, 1, ones, ones, true);
  for (let i = 0; i < 6; i++) {
    for (let j = i; j < 6; j++) expect(data[i * 6 + j]).toBe(1);
  }
  expect([...data.slice(24, 28)]).toEqual([0, 0, 0, 0]);
});
