import type { Float64Matrix } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { completeScore } from "./complete-score.js";
import { defineMeasure, type Measure } from "./define-measure.js";
import {
  drawnProcrustes,
  normalised,
  PROCRUSTES_CLAIMS,
  permutedProcrustes,
  procrustesInterval,
  procrustesScore,
} from "./procrustes.js";
import { type SamplingOptions, samplingOf } from "./sampling.js";
import type { Score } from "./score.js";
import { sampledNull } from "./stats/sampled-null.js";

/** Near 1 the arc cosine turns a rounding error of 1e-16 into one of 1e-8. */
const ROUNDING = 1e-12;

/**
 * Angular similarity of two representations of the same examples: 1 − 2θ/π of the angle θ = arccos(procrustes).
 *
 * The score lies in [0, 1]: 1 for a rotation and scaling of the same features, 0 where no feature of one correlates with
 * any of the other. Its complement is a metric: symmetric, 0 only for the same shape, and it keeps the triangle
 * inequality. A Procrustes similarity within 1e-12 of 1 counts as 1.
 *
 * Null and interval are those of `procrustes`, each value turned into an angle: 200 seeded permutations, and the
 * jackknife for the value at this n. All is `null` where a representation is constant.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 2 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Williams et al. 2021
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * const y = { rows: 3, columns: 1, data: Float64Array.of(1, -2, 1) };
 * angular(x, x).score; // => 1
 * angular(x, y).score; // => 0
 */
export function angular(x: Matrix, y: Matrix, options: SamplingOptions = {}): Score {
  return angularWith(options).measure(x, y);
}

function angularWith(options: SamplingOptions): Measure {
  const sampling = samplingOf("angular", options);
  return defineMeasure<Float64Matrix>({
    name: "angular",
    ...PROCRUSTES_CLAIMS,
    prepare: normalised,
    between: (p, q) => similarityOf(procrustesScore(p, q)),
    permuted: (p, q, orders) => permutedProcrustes(p, q, orders).map(similarityOf),
    assess(score, x, y) {
      const { details, scores } = drawnProcrustes(x, y, sampling);
      const { interval, reason } = procrustesInterval(cosineOf(score), x.prepared, y.prepared);
      return completeScore({
        score,
        ...sampledNull(score, scores.map(similarityOf)),
        interval: { interval: interval && [similarityOf(interval[0]), similarityOf(interval[1])], reason },
        details,
      });
    },
  });
}

/** The table's row of `angular`. */
export const angularMeasure = angularWith({});

function similarityOf(cosine: number): number {
  return 1 - cosine < ROUNDING ? 1 : 1 - (2 * Math.acos(cosine)) / Math.PI;
}

function cosineOf(similarity: number): number {
  return Math.cos(((1 - similarity) * Math.PI) / 2);
}
