import { describe, expect, test } from "vitest";
import { ckaMap } from "../../../src/measures/cka-map.js";
import { benjaminiHochberg } from "../../../src/measures/stats/benjamini-hochberg.js";
import { layerTables } from "../../../src/sides/static/layer-tables.js";
import { at, build, gaussian } from "../../kernels/matrices.js";

const N = 40;
const common = gaussian(N, 3, 1);
const layer = (seed: number) => {
  const own = gaussian(N, 3, seed);
  return build(N, 3, (i, j) => at(common, i, j) + at(own, i, j));
};

describe("layerTables", async () => {
  const [a, b] = [
    [layer(2), layer(3), build(N, 2, () => 1)],
    [layer(4), gaussian(N, 4, 5)],
  ];
  const { cells } = await ckaMap([...a, ...b]);
  const tables = layerTables(cells, a.length, 0);

  test("takes the map of all layers apart: A against B, and each against itself", () => {
    expect(tables.cka).toEqual(cells.slice(0, 3).map((row) => row.slice(3).map(({ score }) => score)));
    expect(tables.interval[1]?.[0]).toEqual(cells[1]?.[3]?.interval);
    expect(tables.pValue[0]?.[1]).toBe(cells[0]?.[4]?.pValue);
    expect(tables.self.a.map((row) => row.length)).toEqual([3, 3, 3]);
    expect(tables.self.b[0]?.[1]).toBe(cells[3]?.[4]?.score);
  });

  test("adjusts all p-values of the map together and leaves the holes", () => {
    const known = tables.pValue.flat().filter((p) => p !== null);
    expect(tables.adjusted.flat().filter((p) => p !== null)).toEqual(benjaminiHochberg(known));
    expect(tables.adjusted[2]).toEqual([null, null]);
  });

  test("finds best matches both ways", () => {
    expect(tables.best.a.map((match) => match?.index ?? null)).toEqual([0, 0, null]);
    expect(tables.best.b).toHaveLength(2);
    expect(tables.best.b[0]?.pValue).toBe(0.001);
  });
});
