import type { BlockAlignments } from "../../kernels/block-alignments.js";
import type { Matrix } from "../../kernels/matrix.js";
import type { MatrixEngine } from "../../kernels/matrix-engine.js";
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
import type { LayerRows, Precision } from "./layer-rows.js";

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

/**
 * Whether only blocks on the diagonal and on one side of it are made, square ones, each standing for its mirror image too. More
 * layers of float32 are made in whole rows, of which one product of all layers gives every sum.
 */
export function isMirrored(layers: number, precision: Precision): boolean {
  return layers === 2 || precision === "float64";
}

/** What the entries add up to, those on the diagonal included. */
export async function sumsOfBlocks(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  onBlock: () => void,
): Promise<EntrySums> {
  const [n, m] = [layers[0]?.n ?? 0, layers.length];
  const sums: EntrySums = { rows: emptyRows(n, m), cubes: new Float64Array(m) };
  const mirrored = layers.every(({ precision }) => isMirrored(m, precision));
  for (const [left, columns] of steps(n, mirrored ? block.rows : block.columns)) {
    const right = layers.map((layer) => layer.block(left, columns));
    for (const [top, rows] of steps(mirrored ? left + columns : n, block.rows)) {
      onBlock();
      const upper = layers.map((layer) => layer.block(top, rows));
      const twice = mirrored && top !== left;
      addBlock(sums, [top, left], await engine.alignments(upper, right, twice), twice);
    }
  }
  return sums;
}

/** Where each of some steps through n begins, and how far it goes. */
function* steps(n: number, size: number): Generator<readonly [number, number]> {
  for (let from = 0; from < n; from += size) yield [from, Math.min(size, n - from)];
}

/** Adds what a block sums to, and its mirror image where it counts twice. */
function addBlock(
  sums: EntrySums,
  [top, left]: readonly [number, number],
  { rows, columns, cubes }: BlockAlignments,
  twice: boolean,
): void {
  addRows(sums, top, rows);
  if (twice && columns !== null) addRows(sums, left, columns);
  for (const [k, cube] of cubes.entries()) sums.cubes[k] = (sums.cubes[k] ?? 0) + (twice ? 2 : 1) * cube;
}

/** Adds what some rows sum to, pairs × count, to the sums of all. */
function addRows({ rows, cubes: { length: m } }: EntrySums, from: number, { columns: count, data }: Matrix): void {
  let at = 0;
  for (let l = 0; l < m; l++)
    for (let k = 0; k <= l; k++) {
      const sums = rows(k, l);
      for (let i = from; i < from + count; i++, at++) sums[i] = (sums[i] ?? 0) + (data[at] ?? 0);
    }
}
