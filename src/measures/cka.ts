import type { Matrix } from "../kernels/matrix.js";
import { type Definition, defineMeasure } from "./define-measure.js";
import type { Score } from "./score.js";
import { assessDebiased, assessedWithTail } from "./ucentred/assess-debiased.js";
import { debiasedScore } from "./ucentred/debiased-score.js";
import { permutedScores } from "./ucentred/permuted-scores.js";
import { type UCentred, uCentred } from "./ucentred/ucentred.js";
import { UP_TO_ROTATION } from "./up-to-rotation.js";

/** Why debiased CKA of representations that do vary can be undefined. */
export const VANISHES = "only one example differs from the others, or all are equally far apart";

/**
 * Debiased linear centred kernel alignment of two representations of the same examples: the cosine of their U-centred
 * Gram matrices A and B, ⟨A,B⟩/√(⟨A,A⟩⟨B,B⟩).
 *
 * The score lies in [−1, 1]: 1 for a rotation and scaling of the same features, 0 on average for unrelated ones,
 * whatever n, p and q (`chance` is 0); it may be negative. `pValue` and `threshold` come from the null distribution
 * under permutations of the examples: its first three moments are exact, its shape is Pearson III; up to n = 7 all n!
 * permutations are counted. The interval is a jackknife on Fisher's scale, exact leave-one-out; it covers the sampling
 * of examples, not training seeds. `[1, 1]` with the reason "identical" where 1 − score < 1e-12.
 *
 * All is `null` where a representation is constant ("constant") or its ⟨A,A⟩ ≤ 1e-12·‖K‖²_F: one example alone
 * differs, or all are equally far apart. The interval is `null` for n = 4 and where that holds without some example.
 * `calibrated` is `null` where the threshold is 1 or more.
 *
 * @param x - n × p activations, one row an example, n ≥ 4.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError for fewer than 4 examples, different numbers of them, no features, or a value that is not finite.
 * @see Kornblith et al. 2019 (CKA); Song et al. 2012 and Székely & Rizzo 2014 (the debiased estimate)
 * @example
 * const x = { rows: 5, columns: 1, data: Float64Array.of(1, 2, 3, 5, 8) };
 * const y = { rows: 5, columns: 1, data: Float64Array.of(2, 4, 6, 10, 16) };
 * cka(x, y).score; // => 1
 * cka(x, y).interval; // => [1, 1]
 */
export function cka(x: Matrix, y: Matrix): Score {
  return ckaMeasure.measure(x, y);
}

/** A score, and its p-value without the floor of .001. */
export type TailedScore = Score & { readonly tail: number | null };

/** What `cka` says of a pair, for those who correct its p-value for a search. */
export function ckaWithTail(x: Matrix, y: Matrix): TailedScore {
  let tail: number | null = null;
  const score = defineMeasure<UCentred>({
    ...DEFINITION,
    assess(...of) {
      const found = assessedWithTail(...of);
      tail = found.tail;
      return found.score;
    },
  }).measure(x, y);
  return { ...score, tail };
}

const DEFINITION: Definition<UCentred> = {
  name: "cka",
  range: [-1, 1],
  ...UP_TO_ROTATION,
  undefinedFor: ["equidistant"],
  minimumExamples: 4,
  prepare: uCentred,
  between: debiasedScore,
  permuted: permutedScores,
  undefinedBecause: VANISHES,
  assess: (score, x, y) => assessDebiased(score, x, y),
};

/** The table's row of `cka`. */
export const ckaMeasure = defineMeasure<UCentred>(DEFINITION);
