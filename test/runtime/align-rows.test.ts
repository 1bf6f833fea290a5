import { afterAll, describe, expect, test } from "vitest";
import { rowAlignments } from "../../src/kernels/row-alignments.js";
import { alignRows } from "../../src/runtime/align-rows.js";
import { nodeEngine } from "../../src/runtime/node-engine.js";
import { gaussian } from "../kernels/matrices.js";
import { closeAll } from "../support/close.js";

const engine = nodeEngine(1);
afterAll(() => engine.close());

const narrow = (rows: number, columns: number, seed: number) => ({
  rows,
  columns,
  data: Float32Array.from(gaussian(rows, columns, seed).data),
});

describe.each([
  [3, [2]],
  [99, [5, 1]],
  [100, [3, 4, 7]],
  [101, [6, 2, 30]],
  [257, [9, 9]],
])("alignRows of n = %d and widths %j", (n, widths) => {
  test("gives what rowAlignments gives, to float32 rounding", async () => {
    const factors = widths.map((p, k) => narrow(n, p, 10 * n + k));
    const [found, expected] = [await alignRows(engine, factors), rowAlignments(factors)];
    closeAll(found.products.data, expected.products.data, 2e-6);
    closeAll(found.cubes.data, expected.cubes.data, 2e-6);
    expect([found.products.rows, found.products.columns]).toEqual([n, widths.length ** 2]);
  });
});

test("alignRows stops between two groups of rows", async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(alignRows(engine, [narrow(10, 2, 1)], controller.signal)).rejects.toThrow("aborted");
});
