import { type Float64Matrix, zeros } from "../kernels/float64-matrix.js";
import type { Matrix } from "../kernels/matrix.js";
import { ranked } from "../kernels/ranks.js";

/** All pairs of n examples, ranked by a dissimilarity. Pairs (i, j), i < j, are numbered row by row. */
export interface RankedPairs {
  readonly n: number;
  /** The rank of each pair from 1 on, tied ones sharing their mean. */
  readonly ranks: Float64Array;
  /** The pairs from the least to the most dissimilar. */
  readonly order: Uint32Array;
}

/** Dissimilarities nearer to their neighbour than this are tied: rounding alone parts what is equal by definition. */
const TIE = 1e-12;

/** @param correlations - n × n, read above the diagonal; pairs are as dissimilar as 1 less theirs. */
export function rankedPairs({ rows: n, data }: Matrix): RankedPairs {
  const count = (n * (n - 1)) / 2;
  // −r is in the order of 1 − r, and as precise as r.
  const entries = data instanceof Float32Array ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0, at = 0; i < n; i++)
    for (let j = i * n + i + 1; j < (i + 1) * n; j++, at++) entries[at] = -(data[j] ?? 0);
  return { n, ...ranked(entries, TIE) };
}

/** Whether all pairs are tied. */
export function allTied({ ranks }: RankedPairs): boolean {
  return ranks.every((rank) => rank === ranks[0]);
}

/**
 * The ranks less their mean, over the root of the sum of their squares, as a symmetric matrix with an empty diagonal: of
 * two of these the products over i < j sum to Spearman's correlation.
 */
export function standardRanks({ n, ranks }: RankedPairs): Float64Matrix {
  const middle = (ranks.length + 1) / 2;
  const length = Math.sqrt(ranks.reduce((sum, rank) => sum + (rank - middle) ** 2, 0));
  const result = zeros(n, n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++, at++) {
      const value = ((ranks[at] ?? 0) - middle) / length;
      result.data[i * n + j] = value;
      result.data[j * n + i] = value;
    }
  }
  return result;
}

/**
 * The ranks that the pairs within a subset have among themselves, less their mean; 0 for all other pairs.
 *
 * Walks the pairs in their order, so that nothing is sorted anew.
 *
 * @param kept - 1 for each pair within the subset, else 0.
 * @param count - how many these are.
 */
export function ranksWithin({ ranks, order }: RankedPairs, kept: Uint8Array, count: number): Float64Array {
  const within = new Float64Array(ranks.length);
  const middle = (count + 1) / 2;
  let before = 0;
  for (let first = 0; first < order.length; ) {
    const rank = ranks[order[first] ?? 0];
    let [last, tied] = [first, 0];
    for (; last < order.length && ranks[order[last] ?? 0] === rank; last++) tied += kept[order[last] ?? 0] ?? 0;
    for (; first < last; first++) {
      const pair = order[first] ?? 0;
      if (kept[pair] === 1) within[pair] = before + (tied + 1) / 2 - middle;
    }
    before += tied;
  }
  return within;
}

/** Which pairs lie within a subset of n examples: 1 for each that does. */
export function pairsWithin(n: number, rows: Uint32Array): Uint8Array {
  const inside = new Uint8Array(n);
  for (const row of rows) inside[row] = 1;
  const kept = new Uint8Array((n * (n - 1)) / 2);
  for (let i = 0, at = 0; i < n; i++) {
    if (inside[i] === 1) kept.set(inside.subarray(i + 1), at);
    at += n - 1 - i;
  }
  return kept;
}
