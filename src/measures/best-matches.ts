import type { CkaCell } from "./cka-cells.js";
import { normalQuantile } from "./stats/normal.js";
import { normalMaxima } from "./stats/normal-maxima.js";

/** The layer of another model that is most alike to one layer. */
export interface BestMatch {
  /** Its place among the other model's layers. */
  readonly index: number;
  readonly score: number;
  /**
   * The probability that the smallest p-value among these layers would be as small if the examples of this layer were
   * shuffled, as it is for its best match or, where nulls differ much, for another of the row; never below .001.
   */
  readonly pValue: number | null;
}

/** Draws of the null: fine enough for p-values that stop at .001. */
const DRAWS = 9999;
const SMALLEST_P = 0.001;

/**
 * Draws of the largest of L scores under the null, ascending: the same whatever the layers are compared with.
 *
 * @param own - the L × L map of a model with itself.
 * @param seed - of the draws.
 */
export function matchMaxima(own: readonly (readonly CkaCell[])[], seed: number): Float64Array {
  const correlations = own.map((row, k) => row.map(({ score }, l) => (k === l ? 1 : (score ?? 0))));
  return normalMaxima(correlations, DRAWS, seed);
}

/**
 * Each layer's best match among the layers of another model, its p-value corrected for the search.
 *
 * Under one shuffling of the examples for all layers, the scores of one layer with L others have, exactly, the correlations
 * that these have among themselves: E[⟨A,PBP'⟩⟨A,PB'P'⟩] = ⟨A,A⟩⟨B,B'⟩·2/(n(n − 3)). The largest of L is taken from
 * normal variables with these correlations, each cell counting by its own tail.
 *
 * @param cells - one row a layer, L cells each.
 * @param maxima - what the other model's layers give among themselves, see `matchMaxima`.
 * @returns one entry a row; `null` where every cell of it is undefined.
 * @see Westfall & Young 1993 (the smallest p-value of many under one permutation)
 */
export function bestMatches(
  cells: readonly (readonly CkaCell[])[],
  maxima: Float64Array,
): readonly (BestMatch | null)[] {
  return cells.map((row) => {
    const best = row.reduce((at, { score }, l) => ((score ?? -2) > (row[at]?.score ?? -2) ? l : at), 0);
    const score = row[best]?.score ?? null;
    if (score === null) return null;
    const tails = row.flatMap(({ tail }) => tail ?? []);
    return { index: best, score, pValue: tails.length === 0 ? null : corrected(Math.min(...tails), maxima) };
  });
}

/** The share of the maxima that reach the smallest tail. */
function corrected(tail: number, maxima: Float64Array): number {
  const reached = tail > 0 ? -normalQuantile(Math.min(tail, 1 - 1e-15)) : Infinity;
  const below = maxima.findIndex((value) => value >= reached);
  const beyond = below < 0 ? 0 : maxima.length - below;
  return Math.max(SMALLEST_P, (1 + beyond) / (1 + maxima.length));
}
