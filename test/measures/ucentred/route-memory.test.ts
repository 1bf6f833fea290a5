import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  batchBytes,
  blockBytes,
  blockWithin,
  fixedBytes,
  leastBlockBytes,
} from "../../../src/measures/ucentred/route-memory.js";

const shapesOf = fc.record({
  n: fc.integer({ min: 4, max: 50_000 }),
  widths: fc.array(fc.integer({ min: 1, max: 4096 }), { minLength: 1, maxLength: 20 }),
});
const precisions = fc.constantFrom("float32", "float64");

describe("blockWithin", () => {
  test("finds a block exactly where the smallest one fits, and it fits", () => {
    fc.assert(
      fc.property(shapesOf, precisions, fc.double({ min: 3, max: 11, noNaN: true }), (shapes, precision, power) => {
        const [bytes, least] = [10 ** power, leastBlockBytes(shapes, precision)];
        const block = blockWithin(shapes, precision, bytes);
        expect(block !== null).toBe(bytes >= least);
        expect(blockWithin(shapes, precision, least)).not.toBeNull();
        if (block === null) return;
        expect(blockBytes(shapes, precision, block)).toBeLessThanOrEqual(bytes);
        expect(Math.min(block.rows, block.columns)).toBeGreaterThan(0);
        expect(Math.max(block.rows, block.columns)).toBeLessThanOrEqual(shapes.n);
        if (shapes.widths.length === 2) expect(block.rows).toBe(block.columns);
      }),
    );
  });

  test("prefers whole rows, then enough rows", () => {
    const shapes = { n: 1000, widths: [8, 8, 8] };
    expect(blockWithin(shapes, "float32", 1e9)).toEqual({ rows: 512, columns: 1000 });
    const rows = [1e9, 3e6, 1e6, 2e5].map((bytes) => blockWithin(shapes, "float32", bytes)?.rows ?? 0);
    expect(rows).toEqual([...rows].sort((a, b) => b - a));
    expect(blockWithin(shapes, "float32", 1e6)?.rows).toBe(128);
  });
});

describe("bytes", () => {
  test("of a block hold at least its entries and the sums of its rows", () => {
    const shapes = { n: 1000, widths: [8, 16, 32] };
    const block = { rows: 100, columns: 200 };
    expect(blockBytes(shapes, "float32", block)).toBeGreaterThan(3 * 100 * 200 * 4 + 100 * 9 * 8);
    expect(blockBytes(shapes, "float64", block)).toBeGreaterThan(3 * 100 * 200 * 8 + 100 * 9 * 8);
  });

  test("of a route hold the sums of every pair, and in float64 copies of all layers", () => {
    const shapes = { n: 1000, widths: [8, 16, 32] };
    for (const route of ["features", "gram"] as const) {
      const [single, double] = [fixedBytes(shapes, route, "float32"), fixedBytes(shapes, route, "float64")];
      expect(single).toBeGreaterThan(6 * 1000 * 8);
      expect(double).toBeGreaterThanOrEqual(single + 1000 * 56 * 8);
    }
    expect(fixedBytes(shapes, "features", "float32")).toBeGreaterThan(1000 * 56 * 4);
  });

  test("of a batch hold all layers' features and entries, and what every batch leaves behind", () => {
    const shapes = { n: 1_000_000, widths: [8, 16, 32] };
    const left = (size: number) => (1_000_000 / size) * 3 * 6 * 8;
    for (const size of [16, 256]) {
      const there = size * 56 * 8 + 3 * size * size * 8;
      expect(batchBytes(shapes, size)).toBeGreaterThan(there + left(size));
    }
  });
});
