import type { CentredBlock } from "../../kernels/centred-block.js";
import type { Matrix } from "../../kernels/matrix.js";
import type { MatrixEngine } from "../../kernels/matrix-engine.js";
import type { Two } from "../../kernels/pair-alignments.js";
import {
  type Alignments,
  alignmentsOf,
  clearDiagonals,
  clearedTrace,
  type EntrySums,
  emptyRows,
  type Rows,
  type Wanted,
} from "./alignments.js";
import type { LayerRows } from "./layer-rows.js";

/** How many rows and columns of every A are there at a time. */
export interface Block {
  readonly rows: number;
  readonly columns: number;
}

/** The alignments of m layers from the entries of their A, block by block. */
export async function gramRoute(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  wanted: Wanted,
  onBlock: () => void,
): Promise<Alignments> {
  const sums = await sumsOfBlocks(engine, layers, block, onBlock);
  clearDiagonals(sums, layers);
  const { rows, cubes } = sums;
  if (wanted !== "statistics") {
    const alignments = alignmentsOf({ rows, thirds: null });
    return wanted === "rows" ? alignments : { ...alignments, parts: null };
  }
  return alignmentsOf({ rows, thirds: { cubes, traces: await tracesOf(engine, layers, rows, onBlock) } });
}

/** tr A³ of every layer, one layer at a time. */
export async function tracesOf(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  rows: Rows,
  onBlock: () => void,
): Promise<Float64Array> {
  const traces = new Float64Array(layers.length);
  for (const [k, layer] of layers.entries()) {
    onBlock();
    const trace = await engine.cubeTrace(layer.block(0, layer.n));
    traces[k] = clearedTrace(trace, rows(k, k), layer);
  }
  return traces;
}

/** What the entries add up to, those on the diagonal included. */
export function sumsOfBlocks(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  onBlock: () => void,
): Promise<EntrySums> {
  const [a, b, ...more] = layers;
  return a !== undefined && b !== undefined && more.length === 0
    ? pairSums(engine, [a, b], block.rows, onBlock)
    : mapSums(engine, layers, block, onBlock);
}

/** Many layers: whole rows, one product of all layers' entries an example. */
async function mapSums(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  onBlock: () => void,
): Promise<EntrySums> {
  const [n, m] = [layers[0]?.n ?? 0, layers.length];
  const sums: EntrySums = { rows: emptyRows(n, m), cubes: new Float64Array(m) };
  for (const [left, columns] of steps(n, block.columns)) {
    const right = layers.map((layer) => layer.block(left, columns));
    for (const [top, rows] of steps(n, block.rows)) {
      onBlock();
      const upper = layers.map((layer) => layer.block(top, rows));
      const { products, cubes } = await engine.rowAlignments(upper, right);
      addTo(sums.cubes, cubes, 1);
      for (let k = 0; k < m; k++) for (let l = 0; l <= k; l++) addColumn(sums.rows(k, l), top, products, k * m + l);
    }
  }
  return sums;
}

/** Two layers: blocks on and beyond the diagonal, each standing for its mirror image too. */
async function pairSums(
  engine: MatrixEngine,
  layers: Two<LayerRows>,
  size: number,
  onBlock: () => void,
): Promise<EntrySums> {
  const [a, b] = layers;
  const sums: EntrySums = { rows: emptyRows(a.n, 2), cubes: new Float64Array(2) };
  const add = (found: Matrix, from: number) => {
    addColumn(sums.rows(0, 0), from, found, 0);
    addColumn(sums.rows(0, 1), from, found, 1);
    addColumn(sums.rows(1, 1), from, found, 2);
  };
  for (const [left, columns] of steps(a.n, size)) {
    const right: Two<CentredBlock> = [a.block(left, columns), b.block(left, columns)];
    for (let top = 0; top <= left; top += size) {
      onBlock();
      const count = Math.min(size, a.n - top);
      const upper: Two<CentredBlock> = [a.block(top, count), b.block(top, count)];
      const found = await engine.pairAlignments(upper, right);
      add(found.rows, top);
      if (top !== left) add(found.columns, left);
      addTo(sums.cubes, found.cubes, top === left ? 1 : 2);
    }
  }
  return sums;
}

/** Where each of some steps through n begins, and how far it goes. */
function* steps(n: number, size: number): Generator<readonly [number, number]> {
  for (let from = 0; from < n; from += size) yield [from, Math.min(size, n - from)];
}

function addTo(sums: Float64Array, values: Float64Array, factor: number): void {
  for (const [k, value] of values.entries()) sums[k] = (sums[k] ?? 0) + factor * value;
}

function addColumn(sums: Float64Array, from: number, { rows, columns, data }: Matrix, column: number): void {
  for (let i = 0; i < rows; i++) sums[from + i] = (sums[from + i] ?? 0) + (data[i * columns + column] ?? 0);
}
