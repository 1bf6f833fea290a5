import { type Float64Matrix, zeros } from "./float64-matrix.js";
import type { Matrix } from "./matrix.js";
import { rowProducts, scatter } from "./products.js";

/** What each row of m symmetric matrices adds to sums over all their entries. */
export interface RowAlignments {
  /** n × m²: row i holds Σ_j A_k,ij·A_l,ij for every k and l. */
  readonly products: Float64Matrix;
  /** n × m: Σ_j A_k,ij³ */
  readonly cubes: Float64Matrix;
}

/** Rows of every A that are made at a time: little memory, and long enough products. */
export const ROWS_AT_ONCE = 100;

/**
 * What every row of m symmetric matrices A = F·diag(1, …, 1, −1)·F' adds to their inner products and to their sums of
 * cubes. No A is made as a whole.
 *
 * @param factors - m ≥ 1 matrices F, n × p each with its own p.
 */
export function rowAlignments(factors: readonly Matrix[]): RowAlignments {
  const [n, m] = [factors[0]?.rows ?? 0, factors.length];
  const [products, cubes] = [zeros(n, m * m), zeros(n, m)];
  const wide = factors.map(({ rows, columns, data }) => ({ rows, columns, data: Float64Array.from(data) }));
  for (let from = 0; from < n; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, n - from);
    const parts = wide.map((factor) => rowProducts(signedRows(factor, from, count), factor));
    for (let i = 0; i < count; i++) {
      const columns = columnsOf(parts, i);
      products.data.set(scatter(columns).data, (from + i) * m * m);
      addCubes(columns, cubes.data.subarray((from + i) * m, (from + i + 1) * m));
    }
  }
  return { products, cubes };
}

/** Rows of F·diag(1, …, 1, −1), copied. */
export function signedRows<T extends Matrix>(factor: T, from: number, rows: number): T {
  const { columns, data } = factor;
  const part = data.slice(from * columns, (from + rows) * columns);
  for (let at = columns - 1; at < part.length; at += columns) part[at] = -part[at]!;
  return { ...factor, rows, data: part };
}

/** Row i of each part as a column. */
function columnsOf(parts: readonly Float64Matrix[], i: number): Float64Matrix {
  const [n, m] = [parts[0]!.columns, parts.length];
  const columns = zeros(n, m);
  for (const [k, { data }] of parts.entries()) for (let j = 0; j < n; j++) columns.data[j * m + k] = data[i * n + j]!;
  return columns;
}

function addCubes({ columns, data }: Float64Matrix, sums: Float64Array): void {
  for (let start = 0; start < data.length; start += columns)
    for (let k = 0; k < columns; k++) sums[k]! += data[start + k]! ** 3;
}
