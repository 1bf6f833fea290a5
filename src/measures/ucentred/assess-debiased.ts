import { completeScore } from "../complete-score.js";
import type { Side } from "../define-measure.js";
import type { Details, ReasonedInterval, Score } from "../score.js";
import { extremeInterval, jackknifeInterval } from "../stats/interval.js";
import { leaveOneOutScores } from "./leave-one-out.js";
import { permutationNull } from "./permutation-null.js";
import type { UCentred } from "./ucentred.js";

/** Everything that is known of the cosine of two U-centred kernel matrices, whatever the kernel. */
export function assessDebiased(score: number, x: Side<UCentred>, y: Side<UCentred>, details?: Details): Score {
  return assessedWithTail(score, x, y, details).score;
}

/** The same, and the p-value without its floor. */
export function assessedWithTail(
  score: number,
  x: Side<UCentred>,
  y: Side<UCentred>,
  details?: Details,
): { readonly score: Score; readonly tail: number } {
  const { tail, ...ofNull } = permutationNull(score, x, y);
  // The mean over all permutations is exactly 0.
  const found = { score, chance: 0, ...ofNull, interval: interval(score, x, y), ...(details && { details }) };
  return { score: completeScore(found), tail };
}

function interval(score: number, x: Side<UCentred>, y: Side<UCentred>): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null) return extreme;
  const { scores, reason } = leaveOneOutScores(x, y);
  return scores === null ? { interval: null, reason } : jackknifeInterval(score, scores);
}
