import { centred } from "../kernels/centred.js";
import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { gatheredRows, gatheredSquare } from "../kernels/gathered.js";
import type { Matrix } from "../kernels/matrix.js";
import { permutations } from "../kernels/random.js";
import { completeScore } from "./complete-score.js";
import { defineMeasure, type Measure } from "./define-measure.js";
import { NEIGHBOUR_CLAIMS } from "./knn.js";
import { type Masked, masked, maskedHsic } from "./neighbours/masked-products.js";
import { checkNeighbours, cosinesOf, type NeighbourOptions, neighbourhood } from "./neighbours/neighbourhood.js";
import { permutationCount, samplingOf, subsampleCount } from "./sampling.js";
import type { ReasonedInterval, Score } from "./score.js";
import { extremeInterval } from "./stats/interval.js";
import { sampledNull } from "./stats/sampled-null.js";
import { leftOut, subsampleInterval, subsamples } from "./stats/subsampling.js";

/**
 * Centred kernel nearest-neighbour alignment: debiased CKA of which only those entries count, whose two examples are near
 * in both representations. α_ij = 1 where j is among i's k nearest in both (largest cosines of the raw rows, self
 * excluded, of equals the lower index); the score is HSIC₁(α∘K, α∘M) over the roots of HSIC₁(α∘K, α∘K) and
 * HSIC₁(α∘M, α∘M), in each of which α asks for the neighbours in that representation alone; K = Xc Xc', M = Yc Yc'.
 *
 * The score is 1 of a representation and itself, near 0 for unrelated ones, and within [−1, 1] though nothing bounds it
 * strictly. α is not symmetric, and Song's formula for HSIC₁ then hangs on the order of its arguments: this is the mean
 * of both orders. Huh et al.'s own code has one order, and the cosines in place of K.
 *
 * `chance`, `threshold` and `pValue` are counted from 200 seeded permutations of the examples. The interval is the
 * delete-d jackknife on Fisher's scale, from 100 seeded subsets that leave out a fifth of the examples and find their
 * neighbours anew; `details` has k and these numbers. All is `null` where a representation is constant, where k ≥ n − 1,
 * where a row is zero, and where HSIC₁ of a representation with itself is not positive.
 *
 * @param x - n × p activations, one row an example, n ≥ 4.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 4 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Huh et al. 2024; Song et al. 2012, equation 5
 * @example
 * const x = { rows: 6, columns: 2, data: Float64Array.of(1, 0, 1, 1, 0, 1, -1, 1, -1, 0, 0, -2) };
 * cknna(x, x, { k: 2 }).score; // => 1
 * cknna(x, x).reasons.score; // => "x: k ≥ n − 1: 10 neighbours of 6 examples"
 */
export function cknna(x: Matrix, y: Matrix, options: NeighbourOptions = {}): Score {
  return cknnaWith(options).measure(x, y);
}

interface Local {
  readonly cosines: Float64Matrix;
  readonly xc: Float64Matrix;
  readonly masked: Masked;
  /** n(n − 3)·HSIC₁ of itself. */
  readonly self: number;
}

type Prepared = { readonly local: Local; readonly reason: null } | { readonly local: null; readonly reason: string };

function cknnaWith({ k: neighbours = 10, ...options }: NeighbourOptions): Measure {
  const k = checkNeighbours("cknna", neighbours);
  const sampling = samplingOf("cknna", options);
  const [count, subsets, { seed }] = [permutationCount(sampling, false), subsampleCount(sampling, false), sampling];
  return defineMeasure<Prepared>({
    name: "cknna",
    range: [-1, 1],
    ...NEIGHBOUR_CLAIMS,
    notInvariantTo: [...NEIGHBOUR_CLAIMS.notInvariantTo, "per-example scaling"],
    minimumExamples: 4,
    definedFrom: k + 2,
    prepare(xc, x) {
      const { cosines, reason } = cosinesOf(x, k);
      if (cosines === null) return { local: null, reason };
      const local = localOf(cosines, xc, k);
      return local.self > 0 ? { local, reason: null } : { local: null, reason: "HSIC₁ with itself is not positive" };
    },
    between: ({ local: x }, { local: y }) => x && y && scoreOf(x, y),
    permuted: (x, y, orders) => permuted(x, y, orders),
    undefinedBecause: (x, y) => (x.reason === null ? `y: ${y.reason}` : `x: ${x.reason}`),
    assess(score, { xc, prepared: x }, { prepared: y }) {
      const n = xc.rows;
      return completeScore({
        score,
        ...sampledNull(score, permuted(x, y, permutations(n, count, seed))),
        interval: interval(score, x, y, k, subsamples(n, leftOut(n), subsets, seed)),
        details: { k, permutations: count, subsamples: subsets, leftOut: leftOut(n), seed },
      });
    },
  });
}

function localOf(cosines: Float64Matrix, xc: Float64Matrix, k: number): Local {
  const own = masked(neighbourhood(cosines, k), xc);
  return { cosines, xc, masked: own, self: maskedHsic(own, own) };
}

function scoreOf(x: Local, y: Local, order?: Uint32Array): number {
  return maskedHsic(x.masked, y.masked, order) / Math.sqrt(x.self * y.self);
}

function permuted({ local: x }: Prepared, { local: y }: Prepared, orders: readonly Uint32Array[]): Float64Array {
  if (x === null || y === null) return new Float64Array(0);
  return Float64Array.from(orders, (order) => scoreOf(x, y, order));
}

function interval(
  score: number,
  { local: x }: Prepared,
  { local: y }: Prepared,
  k: number,
  subsets: readonly Uint32Array[],
): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null || x === null || y === null) return extreme ?? { interval: null, reason: null };
  const n = x.xc.rows;
  const d = leftOut(n);
  if (k >= n - d - 1) return { interval: null, reason: `k ≥ n − 1 in subsets of ${n - d} examples` };
  const scores = Float64Array.from(subsets, (rows) => {
    const [left, right] = [x, y].map(({ cosines, xc }) =>
      localOf(gatheredSquare(cosines, rows), centred(gatheredRows(xc, rows)), k),
    );
    return left && right && left.self > 0 && right.self > 0 ? scoreOf(left, right) : Number.NaN;
  });
  return subsampleInterval(score, n, d, scores);
}

/** The table's row of `cknna`. */
export const cknnaMeasure = cknnaWith({});
