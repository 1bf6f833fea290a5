import { gatheredRows } from "../../kernels/gathered.js";
import { permutations } from "../../kernels/random.js";
import { completeScore } from "../complete-score.js";
import { type Claims, defineMeasure, type Measure } from "../define-measure.js";
import { permutationCount, type Sampling, subsampleCount } from "../sampling.js";
import type { Details, ReasonedInterval } from "../score.js";
import { cutInterval, extremeInterval } from "../stats/interval.js";
import { sampledNull } from "../stats/sampled-null.js";
import { leftOut, subsampleInterval, subsamples } from "../stats/subsampling.js";
import { type CanonicalSide, canonicalSide, isTrivial, subsetSide, type WholeSide } from "./canonical-sides.js";

/** From so many axes on it takes a tenth of a second to find those of a subset. */
const WIDE = 128;

/** What is particular to one measure of canonical correlations. */
export interface CanonicalDefinition {
  readonly claims: Claims;
  /** Share of the variance that the axes used must reach; 1 for all. */
  readonly share: number;
  readonly sampling: Sampling;
  /** The score of two sides of which neither is trivial. */
  readonly scoreOf: (x: CanonicalSide, y: CanonicalSide) => number;
  /** The scores with the examples of y in other orders, where they are found faster than one by one. */
  readonly permuted?: (x: CanonicalSide, y: CanonicalSide, orders: readonly Uint32Array[]) => Float64Array;
  /** Ranks of both sides from which on a permutation takes long. */
  readonly costlyFrom: number;
  /** Choices of its own, to be recorded. */
  readonly choices?: Details;
}

/** A measure of canonical correlations, with chance by permutations and an interval by subsampling. */
export function defineCanonical(definition: CanonicalDefinition): Measure {
  const { claims, share, scoreOf, costlyFrom, sampling, choices } = definition;
  const { permuted = oneByOne(scoreOf) } = definition;
  return defineMeasure<WholeSide>({
    ...claims,
    prepare: (xc) => canonicalSide(xc, share),
    between: (x, y) => (isTrivial(x) || isTrivial(y) ? null : scoreOf(x, y)),
    permuted,
    undefinedBecause: (x, y) => `rank ≥ n − 1 (trivially 1): ranks ${rank(x)} and ${rank(y)} of ${x.n} examples`,
    assess(score, { prepared: x }, { prepared: y }) {
      const count = permutationCount(sampling, Math.min(rank(x), rank(y)) > costlyFrom);
      const { seed } = sampling;
      const subsetCount = subsampleCount(sampling, Math.max(axisCount(x), axisCount(y)) > WIDE);
      const subsets = subsamples(x.n, leftOut(x.n), subsetCount, seed);
      return completeScore({
        score,
        ...sampledNull(score, permuted(x, y, permutations(x.n, count, seed))),
        interval: cutInterval(interval(score, x, y, subsets, definition), claims.range),
        details: {
          ...choices,
          ...{ rankX: rank(x), rankY: rank(y), permutations: count },
          ...{ subsamples: subsets.length, leftOut: leftOut(x.n), seed },
        },
      });
    },
  });
}

function oneByOne(scoreOf: CanonicalDefinition["scoreOf"]): NonNullable<CanonicalDefinition["permuted"]> {
  return (x, y, orders) =>
    Float64Array.from(orders, (order) => scoreOf(x, { ...y, basis: gatheredRows(y.basis, order) }));
}

function interval(
  score: number,
  x: WholeSide,
  y: WholeSide,
  subsets: readonly Uint32Array[],
  { share, scoreOf }: CanonicalDefinition,
): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null) return extreme;
  const scores = Float64Array.from(subsets, (rows) => {
    const [left, right] = [subsetSide(x, rows, share), subsetSide(y, rows, share)];
    return isTrivial(left) || isTrivial(right) ? Number.NaN : scoreOf(left, right);
  });
  return subsampleInterval(score, x.n, leftOut(x.n), scores);
}

function rank({ basis }: CanonicalSide): number {
  return basis.columns;
}

/** Of all the axes, used or not. */
function axisCount({ axes }: WholeSide): number {
  return axes.values.length;
}
