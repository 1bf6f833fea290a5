import type { Matrix } from "../kernels/matrix.js";
import type { Score } from "./score.js";
import { MEASURES, type MeasureName } from "./table.js";

/** Scores of two representations, under the names that results use. */
export interface MeasureResult {
  /** Number of examples. */
  readonly n: number;
  /** Features of the first and of the second representation. */
  readonly p: number;
  readonly q: number;
  readonly measures: Readonly<Record<string, Omit<Score, "reasons">>>;
  /** Key path, such as `measures.cka.interval`, → why the value there is `null`, or what was done to it. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Scores two representations of the same n examples by several measures.
 *
 * @param x - n × p activations, one row an example.
 * @param y - n × q activations of the same examples in the same order.
 * @param names - rows of the table of measures.
 * @throws RangeError where the rows differ in number, a value is not finite, or n is too small for a measure.
 * @example
 * const x = { rows: 4, columns: 1, data: Float64Array.of(1, 2, 3, 5) };
 * measure(x, x, ["procrustes"]).measures.procrustes.score; // => 1
 */
export function measure(x: Matrix, y: Matrix, names: readonly MeasureName[] = ["cka"]): MeasureResult {
  return measureResult(
    x,
    y,
    names.map((name) => [name, MEASURES[name].measure(x, y)]),
  );
}

/** Scores under the names that results use, their reasons by key path. */
export function measureResult(x: Matrix, y: Matrix, scores: readonly (readonly [MeasureName, Score])[]): MeasureResult {
  const measures = scores.map(([name, { reasons: _, ...score }]) => [name, score]);
  const reasons = scores.flatMap(([name, score]) =>
    Object.entries(score.reasons).map(([field, reason]) => [`measures.${name}.${field}`, reason]),
  );
  return {
    n: x.rows,
    p: x.columns,
    q: y.columns,
    measures: Object.fromEntries(measures),
    reasons: Object.fromEntries(reasons),
  };
}
