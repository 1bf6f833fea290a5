import { describe, expect, test } from "vitest";
import { gram } from "../../src/kernels/products.js";
import { gramDistances, squaredDistances } from "../../src/kernels/squared-distances.js";
import { close, closeAll } from "../support/close.js";
import { at, build, gaussian } from "./matrices.js";

describe.each([
  [1, 1],
  [2, 3],
  [5, 255],
  [97, 4],
  [259, 257],
  [1100, 2],
])("distances of %i rows of %i numbers", (n, p) => {
  const x = gaussian(n, p, n + p);
  const expected = build(n, n, (i, j) => {
    let total = 0;
    for (let k = 0; k < p; k++) total += (at(x, i, k) - at(x, j, k)) ** 2;
    return total;
  });

  test("are what their definition says, each to rounding errors of its own", () => {
    const found = squaredDistances(x);
    for (const [k, value] of found.data.entries()) close(value, expected.data[k] ?? Number.NaN, 1e-14);
    expect(found).toMatchObject({ rows: n, columns: n });
  });

  test("follow from the Gram matrix", () => {
    closeAll(gramDistances(gram(x)).data, expected.data, 1e-14);
  });
});

test("rows near each other and far from the origin lose nothing", () => {
  const x = build(3, 8, (i, j) => 2 ** 20 + j + i * 2 ** -30);
  const step = 8 * 2 ** -60;
  expect([...squaredDistances(x).data]).toEqual([0, step, 4 * step, step, 0, step, 4 * step, step, 0]);
});

test("the Gram matrix of equal rows gives zeros", () => {
  expect(gramDistances(gram(build(4, 300, (_, j) => 0.1 + j))).data).toEqual(new Float64Array(16));
});

test("float32 rows are compared in float64", () => {
  const x = { rows: 2, columns: 1, data: Float32Array.of(1, 1 + 2 ** -23) };
  expect(at(squaredDistances(x), 0, 1)).toBe(2 ** -46);
});
