import { describe, expect, test } from "vitest";
import type { Matrix } from "../../src/kernels/matrix.js";
import { cka } from "../../src/measures/cka.js";
import type { CkaCell } from "../../src/measures/cka-cells.js";
import { ckaMap } from "../../src/measures/cka-map.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { HARD } from "./ucentred/representations.js";

const N = 60;
const common = gaussian(N, 4, 99);
const related = (p: number, seed: number) => {
  const own = gaussian(N, p, seed);
  return build(N, p, (i, j) => at(own, i, j) + at(common, i, j % 4));
};

function sameCell({ tail, ...cell }: CkaCell, x: Matrix, y: Matrix, tolerance: number): void {
  const expected = cka(x, y);
  expect(cell.reasons).toEqual(expected.reasons);
  for (const field of ["score", "threshold", "calibrated", "pValue"] as const) {
    const value = expected[field];
    if (value === null) expect(cell[field]).toBeNull();
    else close(cell[field] ?? Number.NaN, value, tolerance);
  }
  if (expected.interval === null) expect(cell.interval).toBeNull();
  else for (const end of [0, 1] as const) close(cell.interval?.[end] ?? Number.NaN, expected.interval[end], tolerance);
  expect(tail ?? 0).toBeLessThanOrEqual(cell.pValue ?? 0);
}

describe.each([
  ["float64", 1e-9],
  ["float32", 1e-5],
] as const)("ckaMap in %s", (precision, tolerance) => {
  // Narrow, wide, one wider than n, and one that is another's rotation and scaling.
  const layers = [related(3, 1), related(20, 2), related(150, 3), gaussian(N, 5, 4)];
  const map = ckaMap(layers, precision);

  test("says of every pair what cka says of it", () => {
    for (const [k, x] of layers.entries())
      for (const [l, y] of layers.entries()) {
        const cell = map[k]?.[l];
        if (cell === undefined) throw new Error(`no cell ${k}, ${l}`);
        sameCell(cell, x, y, tolerance);
      }
  });
});

test("ckaMap looks at a pair itself where the closed forms would lose their digits", () => {
  const layers = Object.values(HARD).map((make) => make(N, 4));
  const map = ckaMap(layers);
  for (const [k, x] of layers.entries())
    for (const [l, y] of layers.entries()) {
      const cell = map[k]?.[l];
      if (cell !== undefined) sameCell(cell, x, y, 1e-8);
    }
  expect(map.flat().length).toBe(layers.length ** 2);
});

test("ckaMap is null with the reason where a layer is constant", () => {
  const constant = build(N, 2, () => 3);
  const map = ckaMap([related(3, 1), constant]);
  expect(map[0]?.[1]).toMatchObject({ score: null, interval: null, pValue: null, tail: null });
  expect(map[1]?.[0]?.reasons.score).toBe("constant");
  expect(map[0]?.[0]?.score).toBeCloseTo(1, 12);
});

test.each([4, 5, 7, 8])("ckaMap counts permutations for few examples as cka does, n = %d", (n) => {
  const layers = [gaussian(n, 2, 1), gaussian(n, 3, 2)];
  const [[, cell] = []] = ckaMap(layers);
  if (cell !== undefined) sameCell(cell, gaussian(n, 2, 1), gaussian(n, 3, 2), 1e-9);
  expect(cell?.score).not.toBeNull();
});

test("ckaMap names the layer that it cannot take", () => {
  expect(() => ckaMap([gaussian(8, 2, 1), gaussian(7, 2, 1)])).toThrow("ckaMap: x has 8 examples and y has 7");
  const spoiled = build(8, 2, (i) => (i === 3 ? Number.NaN : i));
  expect(() => ckaMap([gaussian(8, 2, 1), spoiled])).toThrow("ckaMap: layers[1] is NaN at row 3, column 0");
});
