import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { gatheredRows } from "../kernels/gathered.js";
import { lowerFactor } from "../kernels/lower-factor.js";
import type { Matrix } from "../kernels/matrix.js";
import { crossProduct } from "../kernels/products.js";
import { permutations } from "../kernels/random.js";
import { nuclearNorm } from "../kernels/singular-values.js";
import { dot, scaled } from "../kernels/vector.js";
import { completeScore } from "./complete-score.js";
import { type Claims, defineMeasure, type Measure, type Side } from "./define-measure.js";
import { procrustesLeaveOneOut } from "./procrustes-leave-one-out.js";
import { permutationCount, type Sampling, type SamplingOptions, samplingOf } from "./sampling.js";
import type { Details, ReasonedInterval, Score } from "./score.js";
import { cutInterval, extremeInterval, jackknifeInterval } from "./stats/interval.js";
import { sampledNull } from "./stats/sampled-null.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/**
 * Procrustes similarity of two representations of the same examples: how much of them coincides after the best
 * rotation, ‖P'Q‖_* (nuclear norm) of P = Xc/‖Xc‖_F and Q = Yc/‖Yc‖_F.
 *
 * The score lies in [0, 1]: 1 for a rotation and scaling of the same features, 0 where no feature of one correlates with
 * any of the other. Unrelated representations score well above 0 unless n far exceeds p and q. The squared Procrustes
 * distance is 2 − 2·score.
 *
 * `chance`, `threshold` and `pValue` are counted from 200 seeded permutations of the examples, from 20 where both
 * representations have more than 1,024 features. The interval leaves one example out at a time, by the nuclear norm's
 * exact gradient, on Fisher's scale. The score falls as n grows: the interval is one for the value at this n. All is
 * `null` where a representation is constant.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 2 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Williams et al. 2021; Schönemann 1966
 * @example
 * const x = { rows: 3, columns: 1, data: Float64Array.of(1, 2, 3) };
 * procrustes(x, x).score; // => 1
 */
export function procrustes(x: Matrix, y: Matrix, options: SamplingOptions = {}): Score {
  return procrustesWith(options).measure(x, y);
}

/** What `procrustes` and any function of it are invariant to. */
export const PROCRUSTES_CLAIMS = {
  range: [0, 1],
  ...UP_TO_ROTATION,
  undefinedFor: [],
  minimumExamples: 2,
} as const satisfies Omit<Claims, "name">;

function procrustesWith(options: SamplingOptions): Measure {
  const sampling = samplingOf("procrustes", options);
  return defineMeasure<Float64Matrix>({
    name: "procrustes",
    ...PROCRUSTES_CLAIMS,
    prepare: normalised,
    between: procrustesScore,
    permuted: permutedProcrustes,
    assess(score, x, y) {
      const { details, scores } = drawnProcrustes(x, y, sampling);
      return completeScore({
        score,
        ...sampledNull(score, scores),
        interval: procrustesInterval(score, x.prepared, y.prepared),
        details,
      });
    },
  });
}

/** The table's row of `procrustes`. */
export const procrustesMeasure = procrustesWith({});

/** P, its examples in n coordinates where it has more features: a rotation, which the nuclear norm does not see. */
export function normalised(xc: Float64Matrix): Float64Matrix {
  const few = xc.columns > xc.rows ? lowerFactor(xc) : xc;
  return scaled(few, 1 / Math.sqrt(dot(few.data, few.data)));
}

/** ‖P'Q‖_* of two normalised representations. */
export function procrustesScore(p: Float64Matrix, q: Float64Matrix): number {
  return nuclearNorm(crossProduct(p, q));
}

/** The score of each row order of q. */
export function permutedProcrustes(p: Float64Matrix, q: Float64Matrix, orders: readonly Uint32Array[]): Float64Array {
  return Float64Array.from(orders, (order) => procrustesScore(p, gatheredRows(q, order)));
}

/** Where both have more features a single permutation takes seconds. */
const WIDE = 1024;

/** The scores of seeded permutations, and how many there are. */
export function drawnProcrustes(x: Side<Float64Matrix>, y: Side<Float64Matrix>, sampling: Sampling) {
  const count = permutationCount(sampling, Math.min(x.xc.columns, y.xc.columns) > WIDE);
  const orders = permutations(x.xc.rows, count, sampling.seed);
  const details: Details = { permutations: count, seed: sampling.seed };
  return { scores: permutedProcrustes(x.prepared, y.prepared, orders), details };
}

/** The jackknife's interval on Fisher's scale, cut at 0. */
export function procrustesInterval(score: number, p: Float64Matrix, q: Float64Matrix): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null) return extreme;
  return cutInterval(jackknifeInterval(score, procrustesLeaveOneOut(p, q)), PROCRUSTES_CLAIMS.range);
}
