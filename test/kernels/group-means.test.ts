import { expect, test } from "vitest";
import { groupMeans } from "../../src/kernels/group-means.js";
import { at, build, gaussian } from "./matrices.js";

test("row g is the mean of rows g·size to (g + 1)·size − 1, column by column", () => {
  const x = gaussian(12, 3, 1);
  for (const size of [1, 2, 3, 4, 6, 12]) {
    const means = groupMeans(x, size);
    expect(means).toMatchObject({ rows: 12 / size, columns: 3 });
    const expected = build(12 / size, 3, (g, j) => {
      const group = Array.from({ length: size }, (_, k) => at(x, g * size + k, j));
      return group.reduce((sum, value) => sum + value, 0) / size;
    });
    for (const [k, value] of expected.data.entries()) expect(means.data[k]).toBeCloseTo(value, 14);
  }
});

test("groups of one are the rows themselves, in memory of their own", () => {
  const x = gaussian(4, 2, 2);
  const means = groupMeans(x, 1);
  expect(means.data).toEqual(x.data);
  expect(means.data).not.toBe(x.data);
});
