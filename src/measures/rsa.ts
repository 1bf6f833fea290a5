import type { Float64Matrix } from "../kernels/float64-matrix.js";
import { gatheredProduct } from "../kernels/gathered.js";
import type { Matrix } from "../kernels/matrix.js";
import { gram } from "../kernels/products.js";
import { permutations } from "../kernels/random.js";
import { dot } from "../kernels/vector.js";
import { completeScore } from "./complete-score.js";
import { type Claims, defineMeasure, type Measure } from "./define-measure.js";
import { allTied, pairsWithin, type RankedPairs, rankedPairs, ranksWithin, standardRanks } from "./ranked-pairs.js";
import { permutationCount, type SamplingOptions, samplingOf, subsampleCount } from "./sampling.js";
import type { ReasonedInterval, Score } from "./score.js";
import { extremeInterval } from "./stats/interval.js";
import { sampledNull } from "./stats/sampled-null.js";
import { leftOut, subsampleInterval, subsamples } from "./stats/subsampling.js";
import { unitDeviations } from "./unit-deviations.js";

/**
 * Representational similarity analysis: Spearman's rank correlation of the dissimilarities 1 − Pearson(row_i, row_j) of
 * all pairs of examples in one representation with those in the other.
 *
 * The score lies in [−1, 1]: 1 where both put the pairs of examples in the same order, 0 on average for unrelated
 * representations. It looks at the rows as they are: adding a constant to a feature changes it, scaling an example does
 * not. Tied dissimilarities (within 1e-12) share the mean of their ranks.
 *
 * `chance`, `threshold` and `pValue` are counted from 200 seeded permutations of the examples, by reading the same ranks
 * in other orders. The interval is the delete-d jackknife on Fisher's scale, from 100 seeded subsets that leave out a
 * fifth of the examples and are ranked anew; `details` has these numbers. All is `null` where a representation is
 * constant, where a row is (it correlates with nothing; so it is with a single feature), and where all pairs are tied.
 *
 * @param x - n × p activations, one row an example, n ≥ 3.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 3 examples, different numbers of them, no features, a value that is not finite, or
 *   an option that is not a whole number.
 * @see Kriegeskorte, Mur & Bandettini 2008
 * @example
 * const x = { rows: 3, columns: 3, data: Float64Array.of(1, 2, 3, 1, 2, 4, 3, 1, 2) };
 * rsa(x, x).score; // => 1
 * rsa(x, { rows: 3, columns: 3, data: Float64Array.of(3, 1, 2, 1, 2, 3, 1, 2, 4) }).score; // => -0.5
 */
export function rsa(x: Matrix, y: Matrix, options: SamplingOptions = {}): Score {
  return rsaWith(options).measure(x, y);
}

interface Pairs {
  readonly ranked: RankedPairs;
  /** Their standard ranks, n × n, made when permutations first read them. */
  ranks(): Float64Matrix;
}

interface Prepared {
  readonly n: number;
  /** The pairs by 1 − Pearson of their rows; or why there are none. */
  readonly pairs: Pairs | string;
}

const CLAIMS: Claims = {
  name: "rsa",
  range: [-1, 1],
  symmetric: true,
  invariantTo: ["isotropic scaling", "permutation of features", "per-example scaling", "joint permutation of examples"],
  notInvariantTo: [
    "translation",
    "orthogonal",
    "per-feature scaling",
    "invertible linear",
    "constant features",
    "permutation of one side's examples",
  ],
  undefinedFor: ["equidistant", "zero row", "constant row"],
  minimumExamples: 3,
};

function rsaWith(options: SamplingOptions): Measure {
  const sampling = samplingOf("rsa", options);
  const [count, subsets] = [permutationCount(sampling, false), subsampleCount(sampling, false)];
  return defineMeasure<Prepared>({
    ...CLAIMS,
    prepare(_, x) {
      const { rows, constantRow } = unitDeviations(x);
      return { n: x.rows, pairs: rows === null ? constant(constantRow) : pairsOf(gram(rows)) };
    },
    async prepareOn(engine, x) {
      const { rows, constantRow } = unitDeviations(x);
      if (rows === null) return { n: x.rows, pairs: constant(constantRow) };
      // Numbers of float32 have no more digits to give.
      const exact = x.data instanceof Float64Array ? rows : { ...rows, data: Float32Array.from(rows.data) };
      return { n: x.rows, pairs: pairsOf(await engine.upperGram(exact)) };
    },
    between(x, y) {
      return typeof x.pairs === "string" || typeof y.pairs === "string" ? null : spearman(x.pairs, y.pairs);
    },
    permuted,
    undefinedBecause: (x, y) => String(typeof x.pairs === "string" ? `x: ${x.pairs}` : `y: ${y.pairs}`),
    assess(score, { prepared: x }, { prepared: y }) {
      const { seed } = sampling;
      return completeScore({
        score,
        ...sampledNull(score, permuted(x, y, permutations(x.n, count, seed))),
        interval: interval(score, x, y, subsets, seed),
        details: { permutations: count, subsamples: subsets, leftOut: leftOut(x.n), seed },
      });
    },
  });
}

function pairsOf(correlations: Matrix): Pairs | string {
  const pairs = rankedPairs(correlations);
  if (allTied(pairs)) return "all pairs of examples are equally dissimilar";
  let ranks: Float64Matrix | undefined;
  return {
    ranked: pairs,
    ranks() {
      ranks ??= standardRanks(pairs);
      return ranks;
    },
  };
}

function constant(row: number): string {
  return `constant row: example ${row} (from 0)`;
}

/** The correlation of the ranks. */
function spearman({ ranked: { ranks: x } }: Pairs, { ranked: { ranks: y } }: Pairs): number {
  const middle = (x.length + 1) / 2;
  let [both, left, right] = [0, 0, 0];
  for (let pair = 0; pair < x.length; pair++) {
    const [a, b] = [(x[pair] ?? 0) - middle, (y[pair] ?? 0) - middle];
    both += a * b;
    left += a * a;
    right += b * b;
  }
  return both / Math.sqrt(left * right);
}

function permuted({ pairs: x }: Prepared, { pairs: y }: Prepared, orders: readonly Uint32Array[]): Float64Array {
  if (typeof x === "string" || typeof y === "string") return new Float64Array(0);
  const [ofX, ofY] = [x.ranks(), y.ranks()];
  return Float64Array.from(orders, (order) => gatheredProduct(ofX, ofY, order) / 2);
}

function interval(
  score: number,
  { n, pairs: x }: Prepared,
  { pairs: y }: Prepared,
  count: number,
  seed: number,
): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null) return extreme;
  if (typeof x === "string" || typeof y === "string") return { interval: null, reason: null };
  const d = leftOut(n);
  const scores = Float64Array.from(subsamples(n, d, count, seed), (rows) => spearmanWithin(x.ranked, y.ranked, rows));
  return subsampleInterval(score, n, d, scores);
}

function spearmanWithin(x: RankedPairs, y: RankedPairs, rows: Uint32Array): number {
  const kept = pairsWithin(x.n, rows);
  const count = (rows.length * (rows.length - 1)) / 2;
  const [a, b] = [ranksWithin(x, kept, count), ranksWithin(y, kept, count)];
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** The table's row of `rsa`. */
export const rsaMeasure = rsaWith({});
