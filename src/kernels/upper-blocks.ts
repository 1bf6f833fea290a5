import { type Float64Matrix, zeros } from "./float64-matrix.js";
import { crossProduct, product, rowProducts } from "./products.js";
import { rowsOf } from "./rows-of.js";
import { addScaledAt, dotAt } from "./vector.js";

/**
 * Some rows of a symmetric n × n matrix without diagonal, of which only the part right of the diagonal is kept.
 *
 * `entries` has the rows from `first` on and the columns from `first` on; what is not right of the diagonal is zero.
 */
export interface UpperBlock {
  readonly first: number;
  readonly entries: Float64Matrix;
}

/** Rows a block: enough to keep the product busy, few enough to walk a large matrix in little memory. */
const ROWS = 64;

/** The first row of each block of an n × n matrix. */
export function blockStarts(n: number): readonly number[] {
  return Array.from({ length: Math.ceil(n / ROWS) }, (_, index) => index * ROWS);
}

/** The block of XX' that starts at row `first`. */
export function gramBlock(x: Float64Matrix, first: number): UpperBlock {
  const width = x.rows - first;
  const entries = rowProducts(rowsOf(x, first, ROWS), rowsOf(x, first, width));
  for (let i = 0; i < entries.rows; i++) entries.data.fill(0, i * width, i * width + i + 1);
  return { first, entries };
}

/** The same block with v_i + v_j added to each entry (i, j). */
export function withPairSums({ first, entries }: UpperBlock, v: Float64Array): UpperBlock {
  const { rows, columns: width } = entries;
  const data = entries.data.slice();
  for (let i = 0; i < rows; i++) {
    for (let j = i + 1; j < width; j++) data[i * width + j]! += v[first + i]! + v[first + j]!;
  }
  return { first, entries: { rows, columns: width, data } };
}

/** Adds the row sums of the entrywise product of two symmetric matrices, as far as one block of each contributes. */
export function addProductRowSums(sums: Float64Array, a: UpperBlock, b: UpperBlock): void {
  const { rows, columns: width, data } = a.entries;
  for (let i = 0; i < rows; i++) {
    sums[a.first + i]! += dotAt(data, i * width, b.entries.data, i * width, width);
    for (let j = i + 1; j < width; j++) sums[a.first + j]! += data[i * width + j]! * b.entries.data[i * width + j]!;
  }
}

/** AZ, of a symmetric matrix given by all its blocks. */
export function symmetricTimes(blocks: Iterable<UpperBlock>, z: Float64Matrix): Float64Matrix {
  const result = zeros(z.rows, z.columns);
  for (const { first, entries } of blocks) {
    addRows(result, first, product(entries, rowsOf(z, first, entries.columns)));
    addRows(result, first, crossProduct(entries, rowsOf(z, first, entries.rows)));
  }
  return result;
}

function addRows(target: Float64Matrix, first: number, { columns, data }: Float64Matrix): void {
  addScaledAt(target.data, first * columns, 1, data, 0, data.length);
}

/** The whole symmetric n × n matrix, its diagonal zero. */
export function fromBlocks(blocks: Iterable<UpperBlock>, n: number): Float64Matrix {
  const result = zeros(n, n);
  for (const { first, entries } of blocks) {
    const { rows, columns: width, data } = entries;
    for (let i = 0; i < rows; i++) {
      for (let j = i + 1; j < width; j++) {
        result.data[(first + i) * n + first + j] = data[i * width + j]!;
        result.data[(first + j) * n + first + i] = data[i * width + j]!;
      }
    }
  }
  return result;
}
