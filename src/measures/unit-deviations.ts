import { type Float64Matrix, zeros } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { dot, largestMagnitude, sum } from "../kernels/vector.js";

/** A row is constant where max|x − mean| is at most this share of max|x|. */
const CONSTANT = 1e-12;

/** Rows less their means and scaled to length 1, or the first row that is constant. */
export type UnitDeviations =
  | { readonly rows: Float64Matrix; readonly constantRow: null }
  | { readonly rows: null; readonly constantRow: number };

/**
 * Every example's features less their mean, over their length: the products of two rows are Pearson correlations.
 *
 * @example
 * unitDeviations({ rows: 1, columns: 2, data: Float64Array.of(5, 5) }).constantRow; // => 0
 */
export function unitDeviations(x: Matrix): UnitDeviations {
  const { rows, columns, data } = x;
  const result = zeros(rows, columns);
  for (let i = 0; i < rows; i++) {
    const row = result.data.subarray(i * columns, (i + 1) * columns);
    row.set(data.subarray(i * columns, (i + 1) * columns));
    // By its own size first, so that no small row's squares vanish; and the mean twice, as it is itself rounded.
    scale(row, largestMagnitude(row));
    subtractMean(row);
    subtractMean(row);
    if (largestMagnitude(row) <= CONSTANT) return { rows: null, constantRow: i };
    scale(row, Math.sqrt(dot(row, row)));
  }
  return { rows: result, constantRow: null };
}

/** Divides in place; zeros by nothing. */
function scale(row: Float64Array, divisor: number): void {
  if (divisor === 0) return;
  for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) / divisor;
}

function subtractMean(row: Float64Array): void {
  const mean = sum(row) / row.length;
  for (let j = 0; j < row.length; j++) row[j] = (row[j] ?? 0) - mean;
}
