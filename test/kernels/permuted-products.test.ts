import { expect, test } from "vitest";
import { permutedProducts } from "../../src/kernels/permuted-products.js";
import { build } from "./matrices.js";

test("two examples have two permutations", () => {
  const [a, b] = [build(2, 2, (i, j) => 2 * i + j), build(2, 2, (i, j) => 10 ** (2 * i + j))];
  const products = [1 * 10 + 2 * 100 + 3 * 1000, 1 * 100 + 2 * 10 + 3 * 1];
  expect([...permutedProducts(a, b)].sort((x, y) => y - x)).toEqual(products);
});

test("n examples have n! different permutations", () => {
  // Each order of four examples gives another number: base-4 digits of the places that rows 0 … 3 take.
  const a = build(4, 4, (i, j) => (i === j ? 4 ** i : 0));
  const b = build(4, 4, (i, j) => (i === j ? i : 0));
  const products = permutedProducts(a, b);
  expect(products).toHaveLength(24);
  expect(new Set(products).size).toBe(24);
});
