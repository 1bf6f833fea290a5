import { expect, test } from "vitest";
import { procrustesMapsAreAffordable } from "../../../src/sides/static/procrustes-map-cost.js";

const layers = (count: number, rows: number, columns: number) =>
  Array.from({ length: count }, () => ({ rows, columns }));

test("Procrustes maps are affordable while the cubes of their cells' least sides sum to at most 1e10", () => {
  expect(procrustesMapsAreAffordable(layers(10, 2000, 1000), layers(1, 2000, 1000), 1)).toBe(true);
  expect(procrustesMapsAreAffordable(layers(11, 2000, 1000), layers(1, 2000, 1000), 1)).toBe(false);
  expect(procrustesMapsAreAffordable(layers(10, 2000, 1000), layers(1, 2000, 1000), 2)).toBe(false);
  expect(procrustesMapsAreAffordable(layers(25, 100, 5000), layers(25, 100, 5000), 16)).toBe(true);
});
