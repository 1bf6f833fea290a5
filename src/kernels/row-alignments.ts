import { blockEntries, type CentredBlock } from "./centred-block.js";
import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { scatter } from "./products.js";
import { sumOfCubes } from "./vector.js";

/** What a block of rows and columns of m symmetric matrices adds to sums over all their entries. */
export interface RowAlignments {
  /** R × m²: row i holds Σ_j A_k,ij·A_l,ij for every k and l. */
  readonly products: Matrix;
  /** m sums Σ_ij A_k,ij³. */
  readonly cubes: Float64Array;
}

/** Rows of every A that are made at a time: little memory, and long enough products. */
const ROWS_AT_ONCE = 100;

/**
 * What a block of the U-centred Gram matrices of m layers adds to the inner products of each two, row by row, and to the
 * sums of their cubes. No matrix is made as a whole; the diagonal counts as its formula has it, though A is zero there.
 *
 * @param rows - m ≥ 1 blocks of R examples, those of the block's rows.
 * @param columns - of each layer the C examples of its columns.
 */
export function rowAlignments(rows: readonly CentredBlock[], columns: readonly CentredBlock[]): RowAlignments {
  const [n, m] = [rows[0]?.x.rows ?? 0, rows.length];
  const [products, cubes] = [zeros(n, m * m), new Float64Array(m)];
  for (let from = 0; from < n; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, n - from);
    const parts = rows.map((block, k) => blockEntries(part(block, from, count), columns[k]!));
    for (const [k, { data }] of parts.entries()) cubes[k]! += sumOfCubes(data);
    for (let i = 0; i < count; i++) products.data.set(scatter(besideEachOther(parts, i)).data, (from + i) * m * m);
  }
  return { products, cubes };
}

function part({ x: { columns, data }, shifts, ...rest }: CentredBlock, from: number, rows: number): CentredBlock {
  const x = { rows, columns, data: data.subarray(from * columns, (from + rows) * columns) };
  return { ...rest, x, shifts: shifts.subarray(from, from + rows) };
}

/** Row i of each part as a column. */
function besideEachOther(parts: readonly Float64Matrix[], i: number): Float64Matrix {
  const [n, m] = [parts[0]!.columns, parts.length];
  const entries = zeros(n, m);
  for (const [k, { data }] of parts.entries()) for (let j = 0; j < n; j++) entries.data[j * m + k] = data[i * n + j]!;
  return entries;
}
