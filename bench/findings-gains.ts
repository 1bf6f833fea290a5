import type { Matrix } from "../src/kernels/matrix.js";
import { ckaLeaveOneOut } from "../src/measures/cka-leave-one-out.js";
import type { Jackknifed } from "../src/measures/stats/jackknife.js";
import { standardNormals } from "../src/measures/stats/normal-maxima.js";
import type { PairGains } from "../src/study/findings/evidence.js";
import { gainMoments } from "../src/study/findings/gain-moments.js";
import { gainTest } from "../src/study/findings/gain-test.js";
import { share } from "./findings-families.js";
import { gaussians } from "./gaussians.js";

/** What pruning does to two networks. */
export const EFFECTS = ["no gain", "no gain, heavy tails", "gain"] as const;

const LEVELS = [0, 0.2, 0.4, 0.6, 0.8];
const [FEATURES, LATENT, DRAWS] = [8, 4, 9999];

/** What 1,000 pairs found of their gains. */
export interface GainTally {
  readonly effect: (typeof EFFECTS)[number];
  readonly n: number;
  /** Share of p ≤ .05 with the search allowed for, by correlations and by Bonferroni's bound. */
  readonly small: number;
  readonly smallByBound: number;
  /** Share of largest gains whose own interval lies above 0, which knows nothing of the search. */
  readonly naive: number;
  /** Share of simultaneous intervals that lie above 0. */
  readonly above: number;
}

/**
 * Pairs of representations that share four directions. At each level a part of the noise is replaced by other noise, of the
 * same size, so that the similarity in the population stays what it is, or by less of it, so that it grows.
 */
export function gainTally(effect: GainTally["effect"], n: number, repetitions: number, seed: number): GainTally {
  const normals = standardNormals(DRAWS * (LEVELS.length - 1), 1);
  const found = Array.from({ length: repetitions }, (_, k) => {
    const pair = pairOf(effect, n, seed + 7919 * k);
    const test = gainTest(pair, LEVELS, normals);
    const bound = gainTest({ ...pair, correlations: null }, LEVELS, normals);
    if (test === null || bound === null) throw new Error("gainTally: there is nothing to test");
    const best = pair.gain.indexOf(Math.max(...pair.gain.slice(1).map((gain) => gain ?? 0)));
    const naive = (pair.gain[best] ?? 0) > 1.96 * (pair.standardError[best] ?? 0);
    return { test, bound, naive };
  });
  return {
    effect,
    n,
    small: share(found, ({ test }) => test.pValue <= 0.05),
    smallByBound: share(found, ({ bound }) => bound.pValue <= 0.05),
    naive: share(found, ({ naive }) => naive),
    above: share(found, ({ test }) => test.interval[0] > 0),
  };
}

function pairOf(effect: GainTally["effect"], n: number, seed: number): PairGains {
  const shared = gaussians(n * LATENT, seed);
  const scale = effect === "no gain, heavy tails" ? gaussians(n, seed + 1).map((value) => Math.exp(value)) : null;
  const sides = [0, 1].map((side) => {
    const weights = gaussians(LATENT * FEATURES, 11 + side);
    const [before, other] = [gaussians(n * FEATURES, seed + 2 + side), gaussians(n * FEATURES, seed + 4 + side)];
    return LEVELS.map((level) =>
      represented(n, shared, weights, scale, noiseAt(before, other, level, effect === "gain")),
    );
  });
  const scores = LEVELS.map((_, k) => scored(sides[0]?.[k], sides[1]?.[k]));
  const dense = scores[0];
  const gains = scores.map((one): Jackknifed | null =>
    one === null || dense == null
      ? null
      : {
          score: one.score - dense.score,
          leaveOneOut: one.leaveOneOut.map((value, i) => value - (dense.leaveOneOut[i] ?? 0)),
        },
  );
  return { a: 0, b: 1, n, ...gainMoments(gains), counts: LEVELS.map(() => true) };
}

function noiseAt(before: Float64Array, other: Float64Array, level: number, less: boolean): Float64Array {
  const left = less ? 1 - 0.1 * level : 1;
  return before.map((value, i) => left * (Math.sqrt(1 - level) * value + Math.sqrt(level) * (other[i] ?? 0)));
}

function represented(
  n: number,
  shared: Float64Array,
  weights: Float64Array,
  scale: Float64Array | null,
  noise: Float64Array,
): Matrix {
  const data = noise.map((value, at) => {
    const [i, j] = [Math.floor(at / FEATURES), at % FEATURES];
    let sum = 2 * value;
    for (let k = 0; k < LATENT; k++) sum += (shared[i * LATENT + k] ?? 0) * (weights[k * FEATURES + j] ?? 0);
    return sum * (scale?.[i] ?? 1);
  });
  return { rows: n, columns: FEATURES, data };
}

function scored(x: Matrix | undefined, y: Matrix | undefined): Jackknifed | null {
  if (x === undefined || y === undefined) return null;
  const { score, leaveOneOut } = ckaLeaveOneOut(x, y);
  return score === null || leaveOneOut === null ? null : { score, leaveOneOut };
}
