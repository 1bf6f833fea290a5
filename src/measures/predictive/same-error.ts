import { wilson } from "../stats/wilson.js";
import { checkLabels, checkPair } from "./check.js";
import { coincidence } from "./coincidence.js";
import type { Predictions } from "./predictions.js";
import { NO_LABELS, type PredictiveScore, undefinedScore } from "./predictive-score.js";

/**
 * P(a = b | both wrong): of the examples that two models both miss, the share on which they give the same wrong class.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @param labels - the n true classes, or null: then everything is null.
 * @returns score in [0, 1]: 1 where they always err alike, as two classes leave no choice but to; null where no
 *   example is missed by both. Chance is what independent wrong answers would give, see `coincidence`; interval is
 *   Wilson's over the examples that both miss.
 * @throws RangeError where the numbers of examples or classes differ, there is no example, or a label is no class.
 * @example
 * const a = predictions({ rows: 3, columns: 3, data: Float64Array.of(0, 1, 0, 0, 1, 0, 0, 0, 1) });
 * const b = predictions({ rows: 3, columns: 3, data: Float64Array.of(0, 1, 0, 0, 0, 1, 0, 0, 1) });
 * sameError(a, b, Int32Array.of(0, 0, 2)).score; // => 0.5
 */
export function sameError(a: Predictions, b: Predictions, labels: Int32Array | null): PredictiveScore {
  checkPair("sameError", a, b);
  if (!labels) return undefinedScore(NO_LABELS);
  checkLabels("sameError", labels, a);
  const { missed, same, expected } = coincidence(a, b, labels);
  if (expected === null) return undefinedScore("no example is missed by both");
  return { score: same / missed, chance: expected, interval: wilson(same, missed), reasons: {} };
}
