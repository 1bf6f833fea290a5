import { describe, expect, test } from "vitest";
import type { CentredBlock } from "../../src/kernels/centred-block.js";
import {
  ENTRY_INPUTS,
  layerProductGraph,
  pairAlignmentGraph,
  rowAlignmentGraph,
} from "../../src/onnx/alignment-graphs.js";
import { matrixModel } from "../../src/onnx/matrix-graph.js";
import { naiveEntries, someBlock } from "../kernels/blocks.js";
import { at } from "../kernels/matrices.js";
import { closeAll } from "../support/close.js";
import { type Fed, runModel } from "./run-model.js";

const fed = (rows: number, columns: number, values: ArrayLike<number>): Fed => ({
  dims: [rows, columns],
  data: Float32Array.from(values),
});

/** The graphs' inputs, one layer after the other. */
function feeds(rows: readonly CentredBlock[], columns: readonly CentredBlock[]): Record<string, Fed> {
  const entries = rows.flatMap(({ x, centre, scale, shifts }, k) => {
    const right = columns[k] ?? { x, shifts };
    const of: Record<(typeof ENTRY_INPUTS)[number], Fed> = {
      rows: fed(x.rows, x.columns, x.data),
      columns: fed(right.x.rows, right.x.columns, right.x.data),
      centre: fed(1, x.columns, centre),
      scale: fed(1, 1, [scale]),
      rowShifts: fed(x.rows, 1, shifts),
      columnShifts: fed(1, right.x.rows, right.shifts),
    };
    return ENTRY_INPUTS.map((name) => [`${name}.${k}`, of[name]] as const);
  });
  return Object.fromEntries(entries);
}

const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);

/** Sums of cubes cancel: their errors are of the size of their terms. */
function closeCubes(sums: readonly number[] = [], entries: Float64Array): void {
  const [cubes, size] = [entries.map((value) => value ** 3), total(entries.map((value) => Math.abs(value) ** 3))];
  closeAll([total(sums), size], [total(cubes), size], 2e-6);
}

describe.each([
  [[2, 5, 1], 7, 9],
  [[3], 1, 4],
  [[4, 3], 12, 1],
])("rowAlignmentGraph of widths %j, %i × %i", (widths, R, C) => {
  test("sums the products of every two layers over each row, and cubes", async () => {
    const [rows, columns] = [widths.map((p) => someBlock(R, p, p)), widths.map((p) => someBlock(C, p, 40 + p))];
    const graph = rowAlignmentGraph(widths.length);
    expect(graph.inputs).toHaveLength(widths.length * ENTRY_INPUTS.length);
    const found = await runModel(matrixModel(graph), feeds(rows, columns));
    const whole = rows.map((block, k) => naiveEntries(block, columns[k] ?? block));
    expect(found.products?.dims).toEqual([R, widths.length, widths.length]);
    const expected = Array.from({ length: R }, (_, i) =>
      whole.flatMap((a) => whole.map((b) => total(Array.from({ length: C }, (_, j) => at(a, i, j) * at(b, i, j))))),
    );
    closeAll(found.products?.data ?? [], expected.flat(), 2e-6);
    const alone = await runModel(matrixModel(layerProductGraph(widths.length)), feeds(rows, columns));
    expect(alone).toEqual({ products: found.products });
    for (const [k, { data }] of whole.entries()) {
      expect(found[`cubes.${k}`]?.dims).toEqual([R]);
      closeCubes(found[`cubes.${k}`]?.data, data);
    }
  });
});

test("pairAlignmentGraph sums squares and products of two layers over rows and over columns, and cubes", async () => {
  const [R, C] = [6, 11];
  const [rows, columns] = [[3, 8].map((p) => someBlock(R, p, p)), [3, 8].map((p) => someBlock(C, p, 40 + p))];
  const graph = pairAlignmentGraph();
  const found = await runModel(matrixModel(graph), feeds(rows, columns));
  expect(Object.keys(found).sort()).toEqual([...graph.outputs].sort());
  const [a, b] = rows.map((block, k) => naiveEntries(block, columns[k] ?? block));
  if (a === undefined || b === undefined) throw new Error("two layers");
  for (const [k, [x, y]] of [
    [a, a],
    [a, b],
    [b, b],
  ].entries()) {
    if (x === undefined || y === undefined) throw new Error("two layers");
    const inRow = (i: number) => total(Array.from({ length: C }, (_, j) => at(x, i, j) * at(y, i, j)));
    const inColumn = (j: number) => total(Array.from({ length: R }, (_, i) => at(x, i, j) * at(y, i, j)));
    closeAll(
      found[`rowSums.${k}`]?.data ?? [],
      Array.from({ length: R }, (_, i) => inRow(i)),
      2e-6,
    );
    closeAll(
      found[`columnSums.${k}`]?.data ?? [],
      Array.from({ length: C }, (_, j) => inColumn(j)),
      2e-6,
    );
  }
  for (const [k, { data }] of [a, b].entries()) closeCubes(found[`cubes.${k}`]?.data, data);
});
