import { blockEntries, type CentredBlock } from "./centred-block.js";
import { zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";

/** The same of two things. */
export type Two<T> = readonly [T, T];

/** What a block of two symmetric matrices A and B, and its mirror image beyond the diagonal, add to sums over all entries. */
export interface PairAlignments {
  /** R × 3: Σ_j A_ij², Σ_j A_ij·B_ij and Σ_j B_ij² of each of the block's rows. */
  readonly rows: Matrix;
  /** C × 3: the same sums over the block's rows, of each of its columns. */
  readonly columns: Matrix;
  /** Σ_ij A_ij³ and Σ_ij B_ij³ over the block. */
  readonly cubes: Float64Array;
}

/**
 * What a block of the U-centred Gram matrices of two layers adds, by rows and by columns: a block and its mirror image
 * hold the same numbers, so that two layers take half the work.
 *
 * @param rows - blocks of R examples of both layers, those of the block's rows.
 * @param columns - of both layers the C examples of its columns.
 */
export function pairAlignments(rows: Two<CentredBlock>, columns: Two<CentredBlock>): PairAlignments {
  const [a, b] = [blockEntries(rows[0], columns[0]), blockEntries(rows[1], columns[1])];
  const [ofRows, ofColumns] = [zeros(a.rows, 3), zeros(a.columns, 3)];
  const cubes = new Float64Array(2);
  for (let i = 0, at = 0; i < a.rows; i++) {
    for (let j = 0; j < a.columns; j++, at++) {
      const x = a.data[at]!;
      const y = b.data[at]!;
      addThree(ofRows.data, 3 * i, x, y);
      addThree(ofColumns.data, 3 * j, x, y);
      cubes[0]! += x * x * x;
      cubes[1]! += y * y * y;
    }
  }
  return { rows: ofRows, columns: ofColumns, cubes };
}

function addThree(sums: Float64Array, at: number, x: number, y: number): void {
  sums[at]! += x * x;
  sums[at + 1]! += x * y;
  sums[at + 2]! += y * y;
}
