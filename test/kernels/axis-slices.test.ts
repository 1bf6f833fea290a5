import { expect, test } from "vitest";
import { sliceSize, subtractSlices, writeSlices } from "../../src/kernels/axis-slices.js";

/** Element (i, j, k) of 4 × 5 × 3 is the number ijk. */
const DIMS = [4, 5, 3];
const values = Float32Array.from(
  { length: 60 },
  (_, at) => 100 * Math.floor(at / 15) + 10 * (Math.floor(at / 3) % 5) + (at % 3),
);

function slices(axis: number, sources: readonly (Int32Array | null)[], indices: readonly number[], places: number) {
  const size = places * sliceSize({ dims: DIMS, axis, sources });
  const rows = indices.length / places;
  // A margin on both sides that must stay as it is.
  const to = new Float32Array(rows * (size + 2)).fill(-1);
  writeSlices({ values, dims: DIMS, axis, sources }, Int32Array.from(indices), places, to, size + 2, 1);
  return Array.from({ length: rows }, (_, row) => [...to.subarray(row * (size + 2), (row + 1) * (size + 2))]);
}

const NONE = [null, null, null];

test("writes slices across each axis, row-major", () => {
  expect(slices(0, NONE, [2], 1)).toEqual([[-1, ...values.subarray(30, 45), -1]]);
  expect(slices(1, NONE, [4, 0], 1)).toEqual([
    [-1, 40, 41, 42, 140, 141, 142, 240, 241, 242, 340, 341, 342, -1],
    [-1, 0, 1, 2, 100, 101, 102, 200, 201, 202, 300, 301, 302, -1],
  ]);
  expect(slices(2, [Int32Array.of(3), Int32Array.of(0, 4), null], [1, 2], 1)).toEqual([
    [-1, 301, 341, -1],
    [-1, 302, 342, -1],
  ]);
});

test("takes the places that are asked for of other axes, as many as are", () => {
  const sources = [Int32Array.of(3, 0), Int32Array.of(9), Int32Array.of(2)];
  expect(slices(1, sources, [4, 1], 1)).toEqual([
    [-1, 342, 42, -1],
    [-1, 312, 12, -1],
  ]);
});

test("puts the places of a unit one behind the other", () => {
  expect(slices(1, [Int32Array.of(1, 2), null, Int32Array.of(0)], [0, 3, 1, 4], 2)).toEqual([
    [-1, 100, 200, 130, 230, -1],
    [-1, 110, 210, 140, 240, -1],
  ]);
});

test("copies many and long runs", () => {
  const dims = [200, 2, 40];
  const many = Float32Array.from({ length: 16_000 }, (_, at) => at);
  const to = new Float32Array(16_000);
  writeSlices({ values: many, dims, axis: 1, sources: NONE }, Int32Array.of(1, 0), 1, to, 8000, 0);
  for (const [unit, index] of [1, 0].entries())
    for (let o = 0; o < 200; o++)
      for (let k = 0; k < 40; k++) expect(to[unit * 8000 + o * 40 + k]).toBe(o * 80 + index * 40 + k);
});

test("takes away what it would write, and nothing beside it", () => {
  for (const [axis, sources] of [
    [0, NONE],
    [1, [Int32Array.of(3, 0), null, Int32Array.of(2)]],
  ] as const) {
    const size = sliceSize({ dims: DIMS, axis, sources });
    const [of, indices] = [{ values, dims: DIMS, axis, sources }, Int32Array.of(2, 1)];
    const written = new Float32Array(2 * (size + 1)).fill(-1);
    writeSlices(of, indices, 1, written, size + 1, 1);
    const left = new Float32Array(2 * (size + 1)).fill(1000);
    subtractSlices(of, indices, 1, left, size + 1, 1);
    expect([...left]).toEqual([...written].map((value, at) => (at % (size + 1) === 0 ? 1000 : 1000 - value)));
  }
});
