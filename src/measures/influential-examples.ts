import type { Jackknifed } from "./stats/jackknife.js";

/** What a score owes to one of n examples. */
export interface InfluentialExample {
  /** The row of the example, from 0. */
  readonly index: number;
  /** (n − 1)(θ − θ₋ᵢ): above 0 the example holds the score up, below 0 it pulls it down. */
  readonly influence: number;
  /** θ₋ᵢ, the score without it. */
  readonly without: number;
}

/** Scores that differ by less count as equal. */
const ROUNDING = 1e-12;

/**
 * The examples whose removal moves a score most, the most influential first; of equally influential ones the first row
 * comes first. What moves the score by no more than rounding has an influence of 0.
 *
 * @param jackknifed - θ and its leave-one-out values, as `ckaLeaveOneOut` gives them.
 * @param count - how many are wanted; all n where there are not so many.
 * @returns min(n, count) of them, by falling |influence|.
 * @throws RangeError where `count` is not a whole number from 0 on.
 * @see Quenouille 1956 and Tukey 1958 (θ plus the influence is the example's pseudo-value)
 * @example
 * const found = { score: 0.5, leaveOneOut: Float64Array.of(0.5, 0.75, 0.375) };
 * influentialExamples(found, 1); // => [{ index: 1, influence: -0.5, without: 0.75 }]
 */
export function influentialExamples({ score, leaveOneOut }: Jackknifed, count: number): readonly InfluentialExample[] {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`influentialExamples: count is ${count}, expected a whole number from 0 on`);
  }
  const scale = leaveOneOut.length - 1;
  const examples = Array.from(leaveOneOut, (without, index) => {
    const steps = Math.round((score - without) / ROUNDING);
    return { index, influence: steps === 0 ? 0 : scale * (score - without), without, size: Math.abs(steps) };
  });
  examples.sort((one, other) => other.size - one.size || one.index - other.index);
  return examples.slice(0, count).map(({ size: _, ...example }) => example);
}
