import type { BlockAlignments } from "../../kernels/block-alignments.js";
import type { CentredBlock } from "../../kernels/centred-block.js";
import type { Matrix } from "../../kernels/matrix.js";
import type { MatrixEngine } from "../../kernels/matrix-engine.js";
import { sum } from "../../kernels/vector.js";
import {
  type Alignments,
  alignmentsOf,
  clearDiagonals,
  clearedCubes,
  clearedTrace,
  diagonalProducts,
  type EntrySums,
  emptyRows,
  productsAlone,
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
  if (wanted === "scores") return productsAlone(await productsOfBlocks(engine, layers, block, onBlock));
  const sums = await sumsOfBlocks(engine, layers, block, onBlock);
  clearDiagonals(sums, layers);
  const { rows, cubes } = sums;
  if (wanted === "rows") return alignmentsOf({ rows, thirds: null });
  return alignmentsOf({ rows, thirds: { cubes, traces: await tracesOf(engine, layers, rows, onBlock) } });
}

/** Every ⟨A_k, A_l⟩ alone. */
async function productsOfBlocks(
  engine: MatrixEngine,
  layers: readonly LayerRows[],
  block: Block,
  onBlock: () => void,
): Promise<Float64Array> {
  const products = diagonalProducts(layers).map((product) => -product);
  for (const [rows, columns, times] of upperBlocks(layers, block)) {
    onBlock();
    addProducts(products, await engine.products(rows, columns), times);
  }
  return products;
}

/** Adds what the rows of each pair sum to, so many times. */
function addProducts(products: Float64Array, { columns: count, data }: Matrix, times: number): void {
  for (let pair = 0, at = 0; pair < products.length; pair++) {
    let product = 0;
    for (let i = 0; i < count; i++, at++) product += data[at] ?? 0;
    products[pair] = (products[pair] ?? 0) + times * product;
  }
}

/** Σ A_ij³ of one layer alone. */
export async function cubesOfBlocks(
  engine: MatrixEngine,
  layer: LayerRows,
  block: Block,
  onBlock: () => void,
): Promise<number> {
  let total = 0;
  for (const [rows, columns, times] of upperBlocks([layer], block)) {
    onBlock();
    const { cubes } = await engine.alignments(rows, columns, false);
    total += times * sum(cubes);
  }
  return clearedCubes(total, layer);
}

/** The rows and columns of blocks on the diagonal and right of it, and how often each counts where no sum of its columns is asked for. */
function* upperBlocks(layers: readonly LayerRows[], block: Block): Generator<readonly [Blocks, Blocks, 1 | 2]> {
  const n = layers[0]?.n ?? 0;
  for (const [top, rows] of steps(0, n, block.rows)) {
    const upper = layers.map((layer) => layer.block(top, rows));
    yield [upper, upper, 1];
    for (const [left, columns] of steps(top + rows, n, block.columns))
      yield [upper, layers.map((layer) => layer.block(left, columns)), 2];
  }
}

type Blocks = readonly CentredBlock[];

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
  for (const [left, columns] of steps(0, n, mirrored ? block.rows : block.columns)) {
    const right = layers.map((layer) => layer.block(left, columns));
    for (const [top, rows] of steps(0, mirrored ? left + columns : n, block.rows)) {
      onBlock();
      const upper = layers.map((layer) => layer.block(top, rows));
      const twice = mirrored && top !== left;
      addBlock(sums, [top, left], await engine.alignments(upper, right, twice), twice);
    }
  }
  return sums;
}

/** Where each of some steps from one example to before another begins, and how far it goes. */
function* steps(start: number, end: number, size: number): Generator<readonly [number, number]> {
  for (let from = start; from < end; from += size) yield [from, Math.min(size, end - from)];
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
