import { describe, expect, test } from "vitest";
import { scatter } from "../../../src/kernels/products.js";
import { coordinates, principalAxes } from "../../../src/measures/probe/principal-axes.js";
import { gaussian } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";

/** Rows with an offset and unlike scales. */
function rows(n: number, p: number) {
  const x = gaussian(n, p, 3);
  return { ...x, data: x.data.map((value, at) => value * (1 + (at % p)) + 100) };
}

describe.each([
  [9, 4],
  [4, 9],
  [5, 5],
])("%i rows of %i features", (n, p) => {
  const axes = principalAxes(rows(n, p));
  const z = coordinates(axes, rows(n, p));

  test("have as many axes as they span", () => {
    expect(axes.variances.length).toBe(Math.min(n - 1, p));
  });

  test("are uncorrelated along them, with variances that sum to 1", () => {
    const { data } = scatter(z);
    const r = z.columns;
    for (let k = 0; k < r; k++)
      for (let l = 0; l < r; l++) close((data[k * r + l] ?? 0) / n, k === l ? (axes.variances[k] ?? 0) : 0, 1e-12);
    close(
      axes.variances.reduce((sum, value) => sum + value, 0),
      1,
      1e-12,
    );
  });

  test("keep their distances, in the unit of all", () => {
    const x = rows(n, p);
    const squared = (m: { columns: number; data: ArrayLike<number> }) => {
      let sum = 0;
      for (let j = 0; j < m.columns; j++) sum += ((m.data[j] ?? 0) - (m.data[m.columns + j] ?? 0)) ** 2;
      return sum;
    };
    const mean = Float64Array.from(
      { length: p },
      (_, j) => x.data.filter((_, at) => at % p === j).reduce((s, v) => s + v, 0) / n,
    );
    const total = x.data.reduce((sum, value, at) => sum + (value - (mean[at % p] ?? 0)) ** 2, 0) / n;
    close(squared(z), squared(x) / total, 1e-10);
  });
});

test("rows that are all the same have no axis", () => {
  expect(principalAxes({ rows: 3, columns: 2, data: Float64Array.of(1, 2, 1, 2, 1, 2) }).variances).toEqual(
    new Float64Array(0),
  );
});
