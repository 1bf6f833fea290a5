import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { lowerFactor } from "../kernels/lower-factor.js";
import type { Matrix } from "../kernels/matrix.js";
import { crossProduct } from "../kernels/products.js";
import { nuclearNorm } from "../kernels/singular-values.js";
import { dot, scaled } from "../kernels/vector.js";
import { type Claims, defineMeasure } from "./define-measure.js";
import { incompleteScore, NOT_COMPUTED } from "./incomplete-score.js";
import type { Score } from "./score.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/**
 * Procrustes similarity of two representations of the same examples: how much of them coincides after the best
 * rotation, ‖P'Q‖_* (nuclear norm) of P = Xc/‖Xc‖_F and Q = Yc/‖Yc‖_F.
 *
 * The score lies in [0, 1]: 1 for a rotation and scaling of the same features, 0 where no feature of one correlates with
 * any of the other. Unrelated representations score well above 0 unless n far exceeds p and q. The squared Procrustes
 * distance is 2 − 2·score.
 *
 * `chance`, `threshold`, `calibrated`, `pValue` and `interval` are not computed. All is `null` where a representation is
 * constant.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 2 examples, different numbers of them, no features, or a value that is not finite.
 * @see Williams et al. 2021; Schönemann 1966
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * procrustes(x, x).score; // => 1
 */
export function procrustes(x: Matrix, y: Matrix): Score {
  return procrustesMeasure.measure(x, y);
}

/** What `procrustes` and any function of it are invariant to. */
export const PROCRUSTES_CLAIMS = {
  range: [0, 1],
  ...UP_TO_ROTATION,
  minimumExamples: 2,
} as const satisfies Omit<Claims, "name">;

/** The table's row of `procrustes`. */
export const procrustesMeasure = defineMeasure<Float64Matrix>({
  name: "procrustes",
  ...PROCRUSTES_CLAIMS,
  prepare: normalised,
  between: procrustesScore,
  assess: (score) => incompleteScore({ score }, NOT_COMPUTED),
});

/** P, its examples in n coordinates where it has more features: a rotation, which the nuclear norm does not see. */
export function normalised(xc: Float64Matrix): Float64Matrix {
  const few = xc.columns > xc.rows ? lowerFactor(xc) : xc;
  return scaled(few, 1 / Math.sqrt(dot(few.data, few.data)));
}

/** ‖P'Q‖_* of two normalised representations. */
export function procrustesScore(p: Float64Matrix, q: Float64Matrix): number {
  return nuclearNorm(crossProduct(p, q));
}
