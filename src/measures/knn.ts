import type { Matrix } from "../kernels/matrix.js";
import { permutations } from "../kernels/random.js";
import { completeScore } from "./complete-score.js";
import { type Claims, defineMeasure, type Measure } from "./define-measure.js";
import {
  checkNeighbours,
  cosinesOf,
  directionsOf,
  type Neighbourhood,
  type NeighbourOptions,
  neighbourhood,
} from "./neighbours/neighbourhood.js";
import { neighboursOn } from "./neighbours/neighbours-on.js";
import { overlap, overlapWithout } from "./neighbours/overlap.js";
import { permutationCount, samplingOf } from "./sampling.js";
import type { ReasonedInterval, Score } from "./score.js";
import { cutInterval, extremeInterval } from "./stats/interval.js";
import { plainInterval } from "./stats/jackknife.js";
import { sampledNull } from "./stats/sampled-null.js";

/**
 * Mutual k-nearest-neighbour overlap: the share of an example's k nearest others in one representation that are among its
 * k nearest in the other, averaged over the examples. Near is what has a large cosine of the raw rows; of equally near
 * ones the lower index comes first.
 *
 * The score lies in [0, 1]: 1 where every example has the same neighbours in both, 0 where none has one in common.
 * Unrelated representations score k/(n − 1), which is `chance`.
 *
 * `threshold` and `pValue` are counted from 200 seeded permutations of the examples. The interval is the jackknife of
 * exact leave-one-out values, plain scale, cut to [0, 1]; it covers at least 95 %. `details` has k. All is `null` where a
 * representation is constant, where k ≥ n − 1 (everyone is a neighbour) and where a row is zero (it has no direction); the interval
 * where k = n − 2.
 *
 * @param x - n × p activations, one row an example, n ≥ 2.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 2 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Huh et al. 2024 (as m_NN)
 * @example
 * const x = { rows: 4, columns: 2, data: Float64Array.of(1, 0, 1, 1, 0, 1, -1, 1) };
 * const y = { rows: 4, columns: 2, data: Float64Array.of(1, 0, 0, 1, 1, 0.5, -1, 1) };
 * knn(x, x, { k: 1 }).score; // => 1
 * knn(x, y, { k: 1 }).score; // => 0
 */
export function knn(x: Matrix, y: Matrix, options: NeighbourOptions = {}): Score {
  return knnWith(options).measure(x, y);
}

type Prepared =
  | { readonly near: Neighbourhood; readonly reason: null }
  | { readonly near: null; readonly reason: string };

/** What both measures of neighbours see and do not see. */
export const NEIGHBOUR_CLAIMS = {
  symmetric: true,
  invariantTo: ["isotropic scaling", "orthogonal", "permutation of features", "joint permutation of examples"],
  notInvariantTo: [
    "translation",
    "per-feature scaling",
    "invertible linear",
    "constant features",
    "permutation of one side's examples",
  ],
  undefinedFor: ["all neighbours", "zero row"],
} as const satisfies Partial<Claims>;

function knnWith({ k: neighbours = 10, ...options }: NeighbourOptions): Measure {
  const k = checkNeighbours("knn", neighbours);
  const sampling = samplingOf("knn", options);
  const [count, { seed }] = [permutationCount(sampling, false), sampling];
  return defineMeasure<Prepared>({
    name: "knn",
    range: [0, 1],
    ...NEIGHBOUR_CLAIMS,
    invariantTo: [...NEIGHBOUR_CLAIMS.invariantTo, "per-example scaling"],
    minimumExamples: 2,
    definedFrom: k + 2,
    prepare(_, x) {
      const { cosines, reason } = cosinesOf(x, k);
      return cosines === null ? { near: null, reason } : { near: neighbourhood(cosines, k), reason: null };
    },
    async prepareOn(engine, x) {
      const { unit, reason } = directionsOf(x, k);
      return unit === null ? { near: null, reason } : { near: await neighboursOn(engine, unit, k), reason: null };
    },
    between: ({ near: x }, { near: y }) => x && y && overlap(x, y) / (x.n * k),
    permuted: (x, y, orders) => permuted(x, y, orders),
    undefinedBecause: (x, y) => (x.reason === null ? `y: ${y.reason}` : `x: ${x.reason}`),
    assess(score, { xc, prepared: x }, { prepared: y }) {
      const { n } = { n: xc.rows };
      return completeScore({
        score,
        ...sampledNull(score, permuted(x, y, permutations(n, count, seed))),
        chance: k / (n - 1),
        interval: interval(score, x, y),
        details: { k, permutations: count, seed },
      });
    },
  });
}

function permuted({ near: x }: Prepared, { near: y }: Prepared, orders: readonly Uint32Array[]): Float64Array {
  if (x === null || y === null) return new Float64Array(0);
  return Float64Array.from(orders, (order) => overlap(x, y, order) / (x.n * x.k));
}

function interval(score: number, { near: x }: Prepared, { near: y }: Prepared): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null || x === null || y === null) return extreme ?? { interval: null, reason: null };
  if (x.k >= x.n - 2)
    return { interval: null, reason: `k ≥ n − 1 without an example: ${x.k} neighbours of ${x.n - 1}` };
  return cutInterval({ interval: plainInterval(score, overlapWithout(x, y)), reason: null }, [0, 1]);
}

/** The table's row of `knn`. */
export const knnMeasure = knnWith({});
