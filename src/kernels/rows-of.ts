import type { Matrix } from "./matrix.js";

/** So many rows of a matrix from row `first` on, in place; fewer where it ends. */
export function rowsOf<T extends Matrix>(x: T, first: number, count: number): T {
  const rows = Math.min(count, x.rows - first);
  return { ...x, rows, data: x.data.subarray(first * x.columns, (first + rows) * x.columns) };
}

/** A matrix as groups of so many rows that follow one another, each with the number of its first row. */
export function* groupsOfRows<T extends Matrix>(x: T, count: number): Generator<readonly [first: number, rows: T]> {
  for (let first = 0; first < x.rows; first += count) yield [first, rowsOf(x, first, count)];
}
