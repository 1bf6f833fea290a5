import type { Matrix } from "../kernels/matrix.js";
import { centredRepresentation } from "./centred-representation.js";
import { checkPair } from "./check.js";
import { ckaMeasure, VANISHES } from "./cka.js";
import { debiasedScore } from "./ucentred/debiased-score.js";
import { leaveOneOutScores } from "./ucentred/leave-one-out.js";
import { uCentred } from "./ucentred/ucentred.js";

/** `cka` and what it would be without each example: all that intervals of its sums and differences need. */
export interface CkaLeaveOneOut {
  readonly score: number | null;
  /** θ₋ᵢ, n values. */
  readonly leaveOneOut: Float64Array | null;
  /** Why one of them is `null`. */
  readonly reason: string | null;
}

/**
 * `cka` with its n leave-one-out values θ₋ᵢ, exact, for jackknifing what is made of several scores of the same
 * examples. The influence of example i is (n − 1)(θ − θ₋ᵢ).
 *
 * Both are `null` where `cka` is; the leave-one-out values also for n = 4, and where `cka` is undefined without some
 * example, which the reason names.
 *
 * @param x - n × p activations, one row an example, n ≥ 4.
 * @param y - n × q activations of the same n examples.
 * @throws RangeError as `cka` does.
 * @example
 * const x = { rows: 5, columns: 1, data: Float64Array.of(1, 2, 3, 5, 8) };
 * ckaLeaveOneOut(x, x).leaveOneOut; // => Float64Array.of(1, 1, 1, 1, 1)
 */
export function ckaLeaveOneOut(x: Matrix, y: Matrix): CkaLeaveOneOut {
  checkPair("ckaLeaveOneOut", x, y, ckaMeasure.minimumExamples);
  const [xc, yc] = [centredRepresentation(x), centredRepresentation(y)];
  if (!xc || !yc) return { score: null, leaveOneOut: null, reason: "constant" };
  const [a, b] = [uCentred(xc), uCentred(yc)];
  const score = debiasedScore(a, b);
  if (score === null) return { score, leaveOneOut: null, reason: VANISHES };
  const { scores, reason } = leaveOneOutScores({ xc, prepared: a }, { xc: yc, prepared: b });
  return { score, leaveOneOut: scores, reason };
}
