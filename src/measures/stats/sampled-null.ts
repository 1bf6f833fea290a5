import { mean } from "../../kernels/mean.js";
import { quantile } from "./quantile.js";

const LEVEL = 0.95;
const SMALLEST_P = 0.001;
/** Scores that differ by less count as equal. */
const TIE = 1e-12;

/** Where a score stands among those of the same representations with the examples of one of them permuted. */
export interface SampledNull {
  /** The mean. */
  readonly chance: number;
  /** The .95 quantile. */
  readonly threshold: number;
  /** (1 + #{null ≥ score})/(R + 1), never below .001. */
  readonly pValue: number;
}

/**
 * The null distribution as R permutations drew it. The score itself counts as one of the permutations, so that p is
 * never 0, and at most α of unrelated pairs have a p of α or less.
 *
 * @param scores - R scores of permuted examples.
 * @throws RangeError for no permutation.
 * @see Phipson & Smyth 2010
 * @example
 * sampledNull(3, Float64Array.of(1, 2, 3)); // => { chance: 2, threshold: 2.9, pValue: 0.5 }
 */
export function sampledNull(score: number, scores: Float64Array): SampledNull {
  const threshold = quantile(scores, LEVEL);
  const atLeast = scores.filter((other) => other >= score - TIE).length;
  return {
    chance: mean(scores),
    threshold,
    pValue: Math.max(SMALLEST_P, (1 + atLeast) / (scores.length + 1)),
  };
}
