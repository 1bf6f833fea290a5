import type { Float64Matrix } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { defineMeasure } from "./define-measure.js";
import { incompleteScore, NOT_COMPUTED } from "./incomplete-score.js";
import { normalised, PROCRUSTES_CLAIMS, procrustesScore } from "./procrustes.js";
import type { Score } from "./score.js";

/** Near 1 the arc cosine turns a rounding error of 1e-16 into one of 1e-8. */
const ROUNDING = 1e-12;

/**
 * Angular similarity of two representations of the same examples: 1 − 2θ/π of the angle θ = arccos(procrustes).
 *
 * The score lies in [0, 1]: 1 for a rotation and scaling of the same features, 0 where no feature of one correlates with
 * any of the other. Its complement is a metric: symmetric, 0 only for the same shape, and it keeps the triangle
 * inequality. A Procrustes similarity within 1e-12 of 1 counts as 1.
 *
 * `chance`, `threshold`, `calibrated`, `pValue` and `interval` are not computed. All is `null` where a representation is
 * constant.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 2 examples, different numbers of them, no features, or a value that is not finite.
 * @see Williams et al. 2021
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * const y = { rows: 3, columns: 1, data: Float64Array.of(1, -2, 1) };
 * angular(x, x).score; // => 1
 * angular(x, y).score; // => 0
 */
export function angular(x: Matrix, y: Matrix): Score {
  return angularMeasure.measure(x, y);
}

/** The table's row of `angular`. */
export const angularMeasure = defineMeasure<Float64Matrix>({
  name: "angular",
  ...PROCRUSTES_CLAIMS,
  prepare: normalised,
  between(p, q) {
    const cosine = procrustesScore(p, q);
    return 1 - cosine < ROUNDING ? 1 : 1 - (2 * Math.acos(cosine)) / Math.PI;
  },
  assess: (score) => incompleteScore({ score }, NOT_COMPUTED),
});
