import { describe, expect, test } from "vitest";
import { unitDeviations } from "../../src/measures/unit-deviations.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "../kernels/matrices.js";
import { close } from "../support/close.js";

describe("unit deviations", () => {
  test("multiply to Pearson correlations, whatever a row's size and offset", () => {
    const noise = gaussian(4, 9, 1);
    const x = build(4, 9, (i, j) => 10 ** (60 * i - 90) * (at(noise, i, j) + 100 * i));
    const { rows } = unitDeviations(x);
    const products = rows && naiveProduct(rows, naiveTransposed(rows));
    for (let i = 0; i < 4; i++)
      for (let j = 0; j < 4; j++) close(products ? at(products, i, j) : Number.NaN, pearson(noise, i, j), 1e-11);
  });

  test.each([
    ["equal numbers", 0.1],
    ["zeros", 0],
  ])("are none where a row is of %s, and say which", (_, value) => {
    const x = build(4, 3, (i, j) => (i === 2 ? value : i + j));
    expect(unitDeviations(x)).toEqual({ rows: null, constantRow: 2 });
  });
});

function pearson(x: ReturnType<typeof gaussian>, i: number, j: number): number {
  const row = (k: number) => Array.from({ length: x.columns }, (_, column) => at(x, k, column));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviations = (k: number) => row(k).map((value) => value - mean(row(k)));
  const product = (a: number, b: number) => deviations(a).reduce((sum, v, k) => sum + v * Number(deviations(b)[k]), 0);
  return product(i, j) / Math.sqrt(product(i, i) * product(j, j));
}
