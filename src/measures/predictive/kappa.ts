import { chanceCorrected } from "./chance-corrected.js";
import { checkPair } from "./check.js";
import { confusion } from "./confusion.js";
import type { Predictions } from "./predictions.js";
import { type PredictiveScore, undefinedScore } from "./predictive-score.js";

/** −log(1 − κ): open towards κ = 1, where similar models crowd. */
const LOG_DISTANCE = { to: (k: number) => -Math.log1p(-k), from: (f: number) => -Math.expm1(-f) };

/**
 * Cohen's kappa of two models' predicted classes: how much more they agree than their class frequencies make them.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @returns score in [−1, 1]: 1 where all predictions agree, 0 at chance (so `chance` is 0); null where both give one
 *   class to everything. Interval: jackknife on −log(1 − κ); with 3 to 19 disagreements, or fewer than 5 agreements
 *   other than on the class most agreed on, Wilson's of the agreement, corrected for chance, which `reasons.interval`
 *   says; with fewer than 3 disagreements, as where κ = 1, null.
 * @throws RangeError where the numbers of examples or classes differ, or there is no example.
 * @see Cohen 1960
 * @example
 * const a = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1) });
 * const b = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 0, 1, 0, 1, 0, 1) });
 * kappa(a, b).score; // => 0.5
 */
export function kappa(a: Predictions, b: Predictions): PredictiveScore {
  checkPair("kappa", a, b);
  const table = confusion(a.classes, b.classes, a.logits.columns);
  if (table.matched < table.n ** 2) return chanceCorrected(table, LOG_DISTANCE);
  return undefinedScore(`chance agreement is 1: both models give class ${a.classes[0]} to every example`);
}
