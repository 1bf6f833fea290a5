/** Rearrangements of what is exchangeable under the null hypothesis. */
export interface Rearranged<T> {
  readonly all: Iterable<T>;
  readonly count: number;
  /** Whether these are all there are, the observed one among them; else they are drawn. */
  readonly exhaustive: boolean;
}

/** A permutation test's p-value and what it could have been at best. */
export interface PermutationP {
  readonly pValue: number;
  /** The smallest p-value that so many rearrangements can give. */
  readonly smallest: number;
  readonly permutations: number;
  readonly exhaustive: boolean;
}

/** At most so many are enumerated. */
export const MOST_ENUMERATED = 100_000;
/** Otherwise so many are drawn. */
export const DRAWN = 9999;
/** Values that differ by less, relative to the observed one, count as equal: sums of the same terms in another order. */
const TIE = 1e-12;

/**
 * Upper tail of a permutation test: the share of rearrangements whose statistic is at least the observed one. Of drawn
 * ones the observed counts as one more, so that p is never 0.
 *
 * @see Phipson & Smyth 2010
 * @example
 * permutationP(3, { all: [1, 2, 3], count: 3, exhaustive: true }, (value) => value).pValue; // => 0.3333333333333333
 * permutationP(3, { all: [1, 2, 2], count: 3, exhaustive: false }, (value) => value).pValue; // => 0.25
 */
export function permutationP<T>(
  observed: number,
  rearranged: Rearranged<T>,
  statistic: (one: T) => number,
): PermutationP {
  const { all, count, exhaustive } = rearranged;
  const least = observed - TIE * Math.max(1, Math.abs(observed));
  let atLeast = 0;
  for (const one of all) if (statistic(one) >= least) atLeast++;
  const [extra, total] = exhaustive ? [0, count] : [1, count + 1];
  return { pValue: (atLeast + extra) / total, smallest: 1 / total, permutations: count, exhaustive };
}
