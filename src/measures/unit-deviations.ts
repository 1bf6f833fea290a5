import { type Float64Matrix, zeros } from "../kernels/float64-matrix.js";

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
export function unitDeviations({ rows, columns, data }: Float64Matrix): UnitDeviations {
  const result = zeros(rows, columns);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    const largest = row.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // By its own size first, so that no small row's squares vanish; and the mean twice, as it is itself rounded.
    const once = lessMean(row.map((value) => (largest === 0 ? 0 : value / largest)));
    const deviations = lessMean(once);
    const most = deviations.reduce((so, value) => Math.max(so, Math.abs(value)), 0);
    if (most <= CONSTANT) return { rows: null, constantRow: i };
    const length = Math.sqrt(deviations.reduce((sum, value) => sum + value ** 2, 0));
    result.data.set(
      deviations.map((value) => value / length),
      i * columns,
    );
  }
  return { rows: result, constantRow: null };
}

function lessMean(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
