import type { CentredBlock } from "./centred-block.js";
import type { Matrix } from "./matrix.js";
import { kernelFor } from "./products.js";
import { rowsOf } from "./rows-of.js";
import type { Address } from "./wasm/exports.js";
import { type Memory, withMemory } from "./wasm/with-memory.js";

/** What a block of rows and columns of m symmetric matrices adds to sums over all their entries. */
export interface BlockAlignments {
  /** Pairs × R: Σ_j A_k,ij·A_l,ij of each row i, for all k ≤ l in the order (0, 0), (0, 1), (1, 1), (0, 2), … */
  readonly rows: Matrix;
  /** Pairs × C: the same sums over the block's rows, of each of its columns; `null` where they were left out. */
  readonly columns: Matrix | null;
  /** m sums Σ_ij A_k,ij³. */
  readonly cubes: Float64Array;
}

const DOUBLE = Float64Array.BYTES_PER_ELEMENT;
/** Rows and columns of every matrix that are made at a time: little memory, and long enough products. */
const AT_ONCE = 192;

/**
 * What a block of the U-centred Gram matrices of m layers adds to the inner products of each two, row by row and column by
 * column, and to the sums of their cubes. No matrix is made as a whole; the diagonal counts as its formula has it, though A
 * is zero there.
 *
 * @param rows - m ≥ 1 blocks of R examples, those of the block's rows.
 * @param columns - of each layer the C examples of its columns.
 * @param mirrored - whether the block stands for its mirror image beyond the diagonal too: else sums of columns may be left out.
 */
export function blockAlignments(
  rows: readonly CentredBlock[],
  columns: readonly CentredBlock[],
  mirrored: boolean,
): BlockAlignments {
  const [m, height, width] = [rows.length, rows[0]!.x.rows, columns[0]!.x.rows];
  const pairs = (m * (m + 1)) / 2;
  // Sums of columns that nobody wants are all added up in one place.
  const across = mirrored ? width : Math.min(AT_ONCE, width);
  return withMemory((memory) => {
    const { kernels, room, zeros, view } = memory;
    const [ofRows, ofColumns, cubes] = [zeros(pairs * height), zeros(pairs * across), zeros(m)];
    const entries = room(Float64Array, m * Math.min(AT_ONCE, height) * Math.min(AT_ONCE, width));
    for (let left = 0; left < width; left += AT_ONCE)
      for (let top = 0; top < height; top += AT_ONCE) {
        const [upper, right] = [rows.map((of) => part(of, top)), columns.map((of) => part(of, left))];
        const [r, c] = [upper[0]!.x.rows, right[0]!.x.rows];
        for (let k = 0; k < m; k++) writeEntries(memory, upper[k]!, right[k]!, entries + k * c * DOUBLE, m * c);
        const [toRows, toColumns] = [ofRows + top * DOUBLE, ofColumns + (mirrored ? left : 0) * DOUBLE];
        kernels.add_alignments(m, r, c, entries, toRows, height, toColumns, across, cubes);
      }
    const sums = (from: Address, count: number) => {
      return { rows: pairs, columns: count, data: view(Float64Array, from, pairs * count).slice() };
    };
    return {
      rows: sums(ofRows, height),
      columns: mirrored ? sums(ofColumns, width) : null,
      cubes: view(Float64Array, cubes, m).slice(),
    };
  });
}

/** Pairs × R: Σ_j A_k,ij·A_l,ij of each row i of a block alone, of each two of m layers k ≤ l in the same order. */
export function blockProducts(rows: readonly CentredBlock[], columns: readonly CentredBlock[]): Matrix {
  return blockAlignments(rows, columns, false).rows;
}

/** The examples that are taken at a time, from one on. */
function part(block: CentredBlock, from: number): CentredBlock {
  return { ...block, x: rowsOf(block.x, from, AT_ONCE), shifts: block.shifts.subarray(from, from + AT_ONCE) };
}

/** Writes the entries of one layer, in rows `stride` apart. */
function writeEntries(
  { kernels, put }: Memory,
  rows: CentredBlock,
  columns: CentredBlock,
  to: Address,
  stride: number,
) {
  const start = kernels.mark();
  const { type, add } = kernelFor(rows.x, columns.x);
  const centre = put(Float64Array, rows.centre);
  const centred = ({ x }: CentredBlock, scale: number) => {
    const from = put(type, x.data);
    kernels[type === Float32Array ? "centre_rows_f32" : "centre_rows_f64"](x.rows, x.columns, from, centre, scale);
    return from;
  };
  const [r, c, p] = [rows.x.rows, columns.x.rows, rows.x.columns];
  kernels.set_pair_sums(r, c, put(Float64Array, rows.shifts), put(Float64Array, columns.shifts), to, stride);
  kernels[add](r, c, p, centred(rows, rows.scale), p, 1, centred(columns, 1), p, 1, to, stride, 0);
  kernels.release(start);
}
