import { wilson } from "../stats/wilson.js";
import { checkPair } from "./check.js";
import { confusion } from "./confusion.js";
import type { Predictions } from "./predictions.js";
import type { PredictiveScore } from "./predictive-score.js";

/**
 * Top-1 agreement: the share of examples to which two models give the same class.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @returns score in [0, 1]: 1 where all predictions agree; chance is Σ_c p_A(c)·p_B(c), p the shares of the classes
 *   among a model's predictions; interval is Wilson's.
 * @throws RangeError where the numbers of examples or classes differ, or there is no example.
 * @example
 * const a = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1) });
 * const b = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 0, 1, 0, 1, 0, 1) });
 * agreement(a, b).score; // => 0.75
 * agreement(a, b).chance; // => 0.5
 */
export function agreement(a: Predictions, b: Predictions): PredictiveScore {
  checkPair("agreement", a, b);
  const { n, same, matched } = confusion(a.classes, b.classes, a.logits.columns);
  return { score: same / n, chance: matched / n ** 2, interval: wilson(same, n), reasons: {} };
}
