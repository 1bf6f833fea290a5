import { expect, test } from "vitest";
import { procrustesMapIsAffordable } from "../../../src/sides/static/procrustes-map-cost.js";

const layers = (count: number, rows: number, columns: number) =>
  Array.from({ length: count }, () => ({ rows, columns }));

test("a Procrustes map is affordable while the cubes of its cells' least sides sum to at most 1e10", () => {
  expect(procrustesMapIsAffordable(layers(10, 2000, 1000), layers(1, 2000, 1000))).toBe(true);
  expect(procrustesMapIsAffordable(layers(11, 2000, 1000), layers(1, 2000, 1000))).toBe(false);
  expect(procrustesMapIsAffordable(layers(25, 100, 5000), layers(25, 100, 5000))).toBe(true);
});
