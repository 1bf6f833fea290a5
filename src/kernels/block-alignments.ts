import type { CentredBlock } from "./centred-block.js";
import type { Matrix } from "./matrix.js";
import { kernelFor } from "./products.js";
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
/** Entries of every matrix that are made at a time: of a dozen they fit a second-level cache twice, and products are long. */
const AT_ONCE = { rows: 96, columns: 192 };

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
  const [tall, wide] = [Math.min(AT_ONCE.rows, height), Math.min(AT_ONCE.columns, width)];
  // Sums of columns that nobody wants are all added up in one place.
  const across = mirrored ? width : wide;
  return withMemory((memory) => {
    const { kernels, room, zeros, view } = memory;
    const layers = rows.map((of, k) => operands(memory, of, columns[k]!));
    const [ofRows, ofColumns, cubes] = [zeros(pairs * height), zeros(pairs * across), zeros(m)];
    const entries = room(Float64Array, tall * wide * m);
    for (let left = 0; left < width; left += wide)
      for (let top = 0; top < height; top += tall) {
        const [r, c] = [Math.min(tall, height - top), Math.min(wide, width - left)];
        for (const [k, makeEntries] of layers.entries())
          makeEntries({ top, rows: r, left, columns: c }, entries + k * c * DOUBLE, m * c);
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

interface Part {
  readonly top: number;
  readonly rows: number;
  readonly left: number;
  readonly columns: number;
}

/** Copies a layer's examples in; what writes some of its entries, rows `stride` apart. */
function operands({ kernels, put }: Memory, rows: CentredBlock, columns: CentredBlock) {
  const p = rows.x.columns;
  const { type, add } = kernelFor(rows.x, columns.x);
  const centre = put(Float64Array, rows.centre);
  const centred = ({ x }: CentredBlock, scale: number) => {
    const to = put(type, x.data);
    (type === Float32Array ? kernels.centre_rows_f32 : kernels.centre_rows_f64)(x.rows, p, to, centre, scale);
    return to;
  };
  const [left, right] = [centred(rows, rows.scale), centred(columns, 1)];
  const [alphas, betas] = [put(Float64Array, rows.shifts), put(Float64Array, columns.shifts)];
  const row = p * type.BYTES_PER_ELEMENT;
  return (part: Part, to: Address, stride: number) => {
    const [i, j] = [part.top, part.left];
    kernels.set_pair_sums(part.rows, part.columns, alphas + i * DOUBLE, betas + j * DOUBLE, to, stride);
    kernels[add](part.rows, part.columns, p, left + i * row, p, 1, right + j * row, p, 1, to, stride, 0);
  };
}
