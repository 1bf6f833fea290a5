import { expect, test } from "vitest";
import { axisOrbits } from "../../../../src/sides/functional/alignment/axis-orbits.js";
import { exchangeable, partsOf, writeSorted } from "../../../../src/sides/functional/alignment/sorted-within.js";
import { transformer, unitNet } from "../../../support/unit-nets.js";

test("places of a class that are as far on within their units may be exchanged, and others stay", () => {
  const orbits = axisOrbits(transformer(1, 4, 2));
  // Queries, keys and values of four dimensions; the twelve inputs of the first weight stay.
  expect([...(orbits[1]?.[1] ?? [])]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
  expect([...(orbits[0]?.[0] ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect([...(orbits[0]?.[1] ?? [])]).toEqual([0, 0, 0, 0]);
});

test("places that stay keep numbers of their own beside those that move", () => {
  const net = unitNet();
  const units = net.units(2);
  net.stand(units, net.parameter(6), { axis: 0, places: 2, indices: Int32Array.of(1, 5, 2, 3) });
  expect([...(axisOrbits(net.classes())[0]?.[0] ?? [])]).toEqual([0, 1, 1, 2, 3, 2]);
});

test("sorts among the places that several axes exchange, and keeps the others apart", () => {
  const groups = exchangeable([Int32Array.of(0, 0, 1), Int32Array.of(0, 1, 0)]);
  // The slice begins at 2 and takes every second value.
  const values = Float32Array.from({ length: 20 }, (_, at) =>
    at % 2 === 0 ? ([9, 1, 8, 7, 2, 6, 5, 3, 4][at / 2 - 1] ?? -1) : -1,
  );
  const offsets = Float64Array.from({ length: 9 }, (_, place) => 2 * place);
  const to = new Float32Array(9);
  writeSorted(values, 2, offsets, groups, to);
  // Rows 0 and 1 with columns 0 and 2, then with column 1; row 2 likewise.
  expect([...to]).toEqual([6, 7, 8, 9, 1, 2, 4, 5, 3]);
  const one = new Float32Array(1);
  writeSorted(Float32Array.of(2), 0, Float64Array.of(0), exchangeable([]), one);
  expect([...one]).toEqual([2]);
});

test("parts hold whole groups, few enough places where groups allow it", () => {
  const groups = exchangeable([Int32Array.of(0, 0, 1, 2, 3, 3, 3, 4)]);
  const parts = (most: number) => partsOf(groups, most).map(({ order, starts }) => [[...order], [...starts]]);
  expect(parts(8)).toEqual([[[...groups.order], [...groups.starts]]]);
  expect(parts(3)).toEqual([
    [
      [0, 1, 2],
      [0, 2, 3],
    ],
    [[3], [0, 1]],
    [
      [4, 5, 6],
      [0, 3],
    ],
    [[7], [0, 1]],
  ]);
  expect(parts(0.5).map(([order]) => order)).toEqual([[0, 1], [2], [3], [4, 5, 6], [7]]);
});
