import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assignment } from "../../src/kernels/assignment.js";
import { permutation } from "../../src/kernels/random.js";
import { largestMagnitude } from "../../src/kernels/vector.js";
import { ROOT } from "../support/source-files.js";
import { gaussian } from "./matrices.js";

type Gains = Float64Array | Float32Array;

const golden: { readonly cases: readonly { kind: string; n: number; largest: number }[] } = JSON.parse(
  readFileSync(join(ROOT, "test/golden/assignment.json"), "utf8"),
);

const gain = (gains: Gains, n: number, i: number, j: number) => gains[i * n + j] ?? Number.NaN;

function total(gains: Gains, n: number, columns: Int32Array): number {
  return columns.reduce((sum, j, i) => sum + gain(gains, n, i, j), 0);
}

function square(n: number, entry: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => entry(Math.floor(at / n), at % n));
}

/** The largest sum by trying everything. */
function bruteForce(gains: Gains, n: number, row = 0, taken: readonly number[] = []): number {
  if (row === n) return 0;
  const free = Array.from({ length: n }, (_, j) => j).filter((j) => !taken.includes(j));
  return Math.max(...free.map((j) => gain(gains, n, row, j) + bruteForce(gains, n, row + 1, [...taken, j])));
}

/**
 * By how much an assignment may fall short, proved by prices: with p_j the most that a chain of exchanges ending at column j
 * gains, rows and columns have bounds that sum to no more than the assignment does. Infinite where exchanges gain for ever.
 */
function shortfall(gains: Gains, n: number, columns: Int32Array, tolerance: number): number {
  const prices = new Float64Array(n);
  for (let round = 0; round <= n; round++) {
    let raised = false;
    for (let i = 0; i < n; i++) {
      const own = columns[i] ?? 0;
      const profit = gain(gains, n, i, own) - (prices[own] ?? 0);
      for (let j = 0; j < n; j++) {
        if (gain(gains, n, i, j) - profit <= (prices[j] ?? 0) + tolerance) continue;
        prices[j] = gain(gains, n, i, j) - profit;
        raised = true;
      }
    }
    if (!raised) return n * tolerance;
  }
  return Infinity;
}

function expectOptimal(gains: Gains, n: number): void {
  const columns = assignment(gains, n);
  expect(new Set(columns).size).toBe(n);
  expect(shortfall(gains, n, columns, 1e-12 * largestMagnitude(gains))).toBeLessThan(Infinity);
}

/** The same numbers as the generator of the golden values makes. */
function uniform(count: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  });
}

const GOLDEN: Record<string, (n: number) => (i: number, j: number, random: number) => number> = {
  "many values": () => (_i, _j, random) => Math.floor(random * 2 ** 30),
  "few values": () => (_i, _j, random) => Math.floor(random * 5),
  "two values": (n) => (_i, _j, random) => Math.floor((random * 40) / n + 0.5 - 1 / n),
  products: () => (i, j) => -(i + 1) * (j + 1),
  "rank one and noise": (n) => {
    const [u, v] = [uniform(n, 7), uniform(n, 9)];
    return (i, j, random) => Math.floor((u[i] ?? 0) * (v[j] ?? 0) * 2 ** 20 + random * 2 ** 10);
  },
  planted: (n) => (i, j, random) => Math.floor(random * 1000) + ((i * 7 + 3) % n === j ? 900 : 0),
  dead: () => (i, j, random) => Math.floor(random * 1000) * (i % 2) * (j % 2),
  equal: () => () => 3,
};

describe("assignment", () => {
  test("has the largest of all sums, of small integers with ties and of any numbers", () => {
    const small = fc.integer({ min: 0, max: 7 }).chain((n) => {
      const entry = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ min: -1e3, max: 1e3, noNaN: true }));
      return fc.tuple(fc.constant(n), fc.array(entry, { minLength: n * n, maxLength: n * n }));
    });
    fc.assert(
      fc.property(small, ([n, values]) => {
        const gains = Float64Array.from(values);
        const columns = assignment(gains, n);
        expect(new Set(columns).size).toBe(n);
        expect(total(gains, n, columns)).toBeCloseTo(bruteForce(gains, n), 9);
      }),
      { numRuns: 300 },
    );
  });

  test.each(golden.cases)("has scipy's sum: $kind, n = $n", ({ kind, n, largest }) => {
    const random = uniform(n * n, n);
    const entry = GOLDEN[kind]?.(n);
    if (entry === undefined) throw new Error(`no ${kind}`);
    const gains = square(n, (i, j) => entry(i, j, random[i * n + j] ?? 0));
    const columns = assignment(gains, n);
    expect(new Set(columns).size).toBe(n);
    expect(total(gains, n, columns)).toBe(largest);
  });

  test.each([40, 150])("is proved best by prices where scipy's sums do not reach, n = %i", (n) => {
    const [x, y, noise] = [gaussian(n, 3, 1), gaussian(n, 3, 2), gaussian(n, n, 3)];
    const lowRank = (i: number, j: number) =>
      [0, 1, 2].reduce((sum, k) => sum + (x.data[3 * i + k] ?? 0) * (y.data[3 * j + k] ?? 0), 0);
    expectOptimal(noise.data, n);
    expectOptimal(Float32Array.from(noise.data), n);
    expectOptimal(square(n, lowRank), n);
    expectOptimal(
      square(n, (i, j) => 1e6 + lowRank(i, j) + 0.01 * (noise.data[i * n + j] ?? 0)),
      n,
    );
    expectOptimal(
      square(n, (i, j) => lowRank(i >> 2, j >> 2)),
      n,
    );
    expectOptimal(
      square(n, (i, j) => 2 ** -i * (noise.data[i * n + j] ?? 0)),
      n,
    );
  });

  test("a proof fails for another assignment", () => {
    const columns = assignment(gaussian(40, 40, 5).data, 40);
    [columns[0], columns[1]] = [columns[1] ?? 0, columns[0] ?? 0];
    expect(shortfall(gaussian(40, 40, 5).data, 40, columns, 1e-12)).toBe(Infinity);
  });

  test("finds a planted permutation", () => {
    const [n, order] = [200, permutation(200, 11)];
    const noise = gaussian(n, n, 12).data;
    const gains = square(n, (i, j) => (noise[i * n + j] ?? 0) + (order[i] === j ? 12 : 0));
    expect([...assignment(gains, n)]).toEqual([...order]);
  });

  test("is the identity where nothing speaks against it", () => {
    const identity = Array.from({ length: 50 }, (_, i) => i);
    expect([...assignment(new Float64Array(2500), 50)]).toEqual(identity);
    expect([...assignment(new Float64Array(2500).fill(-7), 50)]).toEqual(identity);
    expect([
      ...assignment(
        square(50, (i) => i / 3),
        50,
      ),
    ]).toEqual(identity);
    expect([...assignment(new Float64Array(), 0)]).toEqual([]);
  });

  test.each([9e304, 5e-324])("takes numbers as large or small as %d", (scale) => {
    const entry = (i: number, j: number) => (i + 1) * (j + 1) - 1860;
    const columns = assignment(
      square(60, (i, j) => entry(i, j) * scale),
      60,
    );
    expect([...columns]).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  test.each([Number.NaN, Infinity, -Infinity])("refuses a gain of %d, by its place", (value) => {
    const message = `assignment: the gain at row 1, column 0 (both from 0) is ${value}, expected a finite number`;
    expect(() => assignment(Float64Array.of(1, 2, value, 4), 2)).toThrow(new RangeError(message));
  });

  test.each([2, -1, 1.5])("refuses three gains for n = %d", (n) => {
    expect(() => assignment(new Float64Array(3), n)).toThrow(RangeError);
  });
});
