import { chanceCorrected } from "./chance-corrected.js";
import { checkLabels, checkPair } from "./check.js";
import { confusion } from "./confusion.js";
import type { Predictions } from "./predictions.js";
import { NO_LABELS, type PredictiveScore, undefinedScore } from "./predictive-score.js";
import { rightness } from "./rightness.js";

const FISHER_Z = { to: Math.atanh, from: Math.tanh };

/**
 * Error consistency: Cohen's kappa of right and wrong, whether two models fail on the same examples more than their
 * accuracies make them.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @param labels - the n true classes, or null: then everything is null.
 * @returns score in [−1, 1]: 1 where they fail on exactly the same examples, 0 at chance (so `chance` is 0); null
 *   where both are right on every example or wrong on every one. Interval: jackknife on Fisher's z; where 3 to 19
 *   examples are right for one model only, or both err (or both are right) on fewer than 5, Wilson's of the agreement,
 *   corrected for chance, which `reasons.interval` says; with fewer than 3 right for one model only, as where the score
 *   is 1, null.
 * @throws RangeError where the numbers of examples or classes differ, there is no example, or a label is no class.
 * @see Geirhos, Meding & Wichmann 2020
 * @example
 * const a = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1) });
 * const b = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 0, 1, 0, 1, 0, 1) });
 * errorConsistency(a, b, Int32Array.of(0, 0, 1, 0)).score; // => 0.5
 */
export function errorConsistency(a: Predictions, b: Predictions, labels: Int32Array | null): PredictiveScore {
  checkPair("errorConsistency", a, b);
  if (!labels) return undefinedScore(NO_LABELS);
  checkLabels("errorConsistency", labels, a);
  const table = confusion(rightness(a.classes, labels), rightness(b.classes, labels), 2);
  if (table.matched < table.n ** 2) return chanceCorrected(table, FISHER_Z);
  const always = table.ofA[0] === 0 ? "right" : "wrong";
  return undefinedScore(`chance agreement is 1: both models are ${always} on every example`);
}
