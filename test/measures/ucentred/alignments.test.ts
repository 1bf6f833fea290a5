import { describe, expect, test } from "vitest";
import { centred } from "../../../src/kernels/centred.js";
import {
  alignmentsOf,
  clearDiagonals,
  clearedTrace,
  emptyRows,
  pairPlace,
} from "../../../src/measures/ucentred/alignments.js";
import { layerRows } from "../../../src/measures/ucentred/layer-rows.js";
import { at, build, gaussian, naiveProduct } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";

test("pairPlace counts every pair once, in either order", () => {
  const places = [0, 1, 2, 3].flatMap((l) => [0, 1, 2, 3].slice(0, l + 1).map((k) => pairPlace(k, l)));
  expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(pairPlace(3, 1)).toBe(pairPlace(1, 3));
});

test("emptyRows are zeros of every pair, the same in either order, and of no other pair", () => {
  const rows = emptyRows(3, 2);
  rows(1, 0)[2] = 7;
  expect(rows(0, 1)).toEqual(Float64Array.of(0, 0, 7));
  expect(rows(1, 1)).toEqual(new Float64Array(3));
  expect(() => rows(2, 0)).toThrow("there is no pair 2, 0");
});

test("alignmentsOf sums the rows", () => {
  const rows = emptyRows(3, 2);
  rows(0, 1).set([1, 2, 4]);
  expect(alignmentsOf({ rows, thirds: null }).product(1, 0)).toBe(7);
});

describe("what stands on the diagonal", () => {
  const layers = [gaussian(9, 2, 1), gaussian(9, 4, 2)].map(
    (x) => layerRows(centred(x), "float64") ?? expect.fail("constant"),
  );
  // Any symmetric matrices with the layers' diagonals.
  const full = layers.map(({ diagonal }, k) => {
    const g = gaussian(9, 9, 10 + k);
    return build(9, 9, (i, j) => (i === j ? Number(diagonal[i]) : at(g, i, j) + at(g, j, i)));
  });
  const hollow = full.map((a) => build(9, 9, (i, j) => (i === j ? 0 : at(a, i, j))));
  const [a = build(1, 1, () => 0), b = a] = full;
  const [c = a, d = a] = hollow;
  const rowsOf = (x: typeof a, y: typeof a) =>
    Array.from({ length: 9 }, (_, i) => {
      let sum = 0;
      for (let j = 0; j < 9; j++) sum += at(x, i, j) * at(y, i, j);
      return sum;
    });
  const cubes = (x: typeof a) => x.data.reduce((sum, value) => sum + value ** 3, 0);
  const trace = (x: typeof a) => {
    const cube = naiveProduct(naiveProduct(x, x), x);
    return Array.from({ length: 9 }, (_, i) => at(cube, i, i)).reduce((sum, value) => sum + value, 0);
  };

  test("is taken away from sums over rows and from sums of cubes", () => {
    const parts = { rows: emptyRows(9, 2), cubes: new Float64Array(2) };
    parts.rows(0, 0).set(rowsOf(a, a));
    parts.rows(0, 1).set(rowsOf(a, b));
    parts.rows(1, 1).set(rowsOf(b, b));
    parts.cubes.set([cubes(a), cubes(b)]);
    clearDiagonals(parts, layers);
    closeAll(parts.rows(0, 0), rowsOf(c, c), 1e-13);
    closeAll(parts.rows(0, 1), rowsOf(c, d), 1e-13);
    closeAll(parts.rows(1, 1), rowsOf(d, d), 1e-13);
    closeAll(parts.cubes, [cubes(c), cubes(d)], 1e-13);
  });

  test("is taken away from traces of cubes", () => {
    for (const [k, layer] of layers.entries()) {
      const [with_, without] = [full[k] ?? a, hollow[k] ?? c];
      const cleared = clearedTrace(trace(with_), Float64Array.from(rowsOf(without, without)), layer);
      close(cleared, trace(without), 1e-12);
    }
  });
});
