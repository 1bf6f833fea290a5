import fc from "fast-check";
import { expect, test } from "vitest";
import { largestOfRows } from "../../src/kernels/largest-of-rows.js";
import type { Matrix } from "../../src/kernels/matrix.js";
import { build, gaussian } from "./matrices.js";

function bruteForce({ rows, columns, data }: Matrix, k: number, excludeSelf: boolean): number[] {
  return Array.from({ length: rows }, (_, i) => {
    const row = data.subarray(i * columns, (i + 1) * columns);
    const others = Array.from(row.keys()).filter((j) => !(excludeSelf && j === i));
    return others.sort((a, b) => (row[b] ?? 0) - (row[a] ?? 0) || a - b).slice(0, k);
  }).flat();
}

test("are what a stable sort puts first, with ties and without", () => {
  const size = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(size, size, size, fc.boolean(), fc.integer({ min: 1, max: 100 }), (n, m, k, excludeSelf, seed) => {
      const values = gaussian(n, m, seed);
      const x = seed % 2 === 0 ? values : { ...values, data: values.data.map(Math.round) };
      const count = Math.min(k, excludeSelf ? m - 1 : m);
      expect([...largestOfRows(x, count, excludeSelf)]).toEqual(bruteForce(x, count, excludeSelf));
    }),
    { numRuns: 300, seed: 1 },
  );
});

test.each([
  [3, 1],
  [1100, 10],
  [1100, 1099],
])("of %i examples the nearest %i others, themselves excluded", (n, k) => {
  const x = { ...gaussian(20, n, k) };
  expect([...largestOfRows(x, k, true)]).toEqual(bruteForce(x, k, true));
});

test("rows that pass through memory in several steps leave out their own column", () => {
  const x = build(1500, 1500, (i, j) => (i === j ? 9 : (i * 7 + j * 13) % 1000));
  expect([...largestOfRows(x, 2, true)]).toEqual(bruteForce(x, 2, true));
});

test("of float32 rows too, and of infinities", () => {
  const x = { rows: 1, columns: 4, data: Float32Array.of(-Infinity, 0.5, Infinity, 0.25) };
  expect([...largestOfRows(x, 4)]).toEqual([2, 1, 3, 0]);
});

test("none of none", () => {
  expect(largestOfRows(gaussian(3, 2, 1), 0)).toEqual(new Uint32Array());
  expect(largestOfRows(gaussian(0, 2, 1), 1)).toEqual(new Uint32Array());
});

test("more than there are cannot be asked for", () => {
  expect(() => largestOfRows(gaussian(2, 3, 1), 4)).toThrow("4 of 3 columns");
  expect(() => largestOfRows(gaussian(2, 3, 1), 3, true)).toThrow(RangeError);
});
