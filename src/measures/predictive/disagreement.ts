import { cellJackknife } from "./cell-jackknife.js";
import { checkLabels, checkPair } from "./check.js";
import { coincidence } from "./coincidence.js";
import { type Outcomes, outcomes, withoutOne } from "./outcomes.js";
import type { Predictions } from "./predictions.js";
import { NO_LABELS, type PredictiveScore, undefinedScore } from "./predictive-score.js";

const LOGIT = { to: (s: number) => Math.log(s / (1 - s)), from: (z: number) => 1 / (1 + Math.exp(-z)) };

/**
 * The share of examples on which two models disagree, scaled to the range their error rates q_A, q_B leave it: from
 * |q_A − q_B| to min(q_A + q_B, 1), for two classes to min(q_A + q_B, 2 − q_A − q_B).
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @param labels - the n true classes, or null: then everything is null.
 * @returns score in [0, 1]: 0 where they disagree as little, 1 where as much as their error rates allow; null where
 *   these leave no choice. Chance is the score of independent models with these error rates: right and wrong
 *   independent, and wrong answers as in `coincidence`. Interval: jackknife on the logit scale, the error rates
 *   varying too; null where the score is 0 or 1 or leaving out an example makes it so.
 * @throws RangeError where the numbers of examples or classes differ, there is no example, or a label is no class.
 * @see Klabunde et al. 2023 (min-max-normalised disagreement); the case of two classes, chance and interval are ours
 * @example
 * const a = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1) });
 * const b = predictions({ rows: 4, columns: 2, data: Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1) });
 * disagreement(a, b, Int32Array.of(0, 0, 0, 1)).score; // => 1
 */
export function disagreement(a: Predictions, b: Predictions, labels: Int32Array | null): PredictiveScore {
  checkPair("disagreement", a, b);
  if (!labels) return undefinedScore(NO_LABELS);
  checkLabels("disagreement", labels, a);
  const classes = a.logits.columns;
  const counts = outcomes(a, b, labels);
  const { n, wrongA, wrongB, low, high } = attainable(counts, classes);
  if (low === high) {
    return undefinedScore(`${wrongA} and ${wrongB} errors in ${n} examples leave the disagreement no range`);
  }
  const score = scaledDisagreement(counts, classes);
  const cells = withoutOne(counts).map((left) => ({ ...left, value: scaledDisagreement(left.counts, classes) }));
  const { interval, reasons } = cellJackknife(score, cells, LOGIT);
  const coinciding = classes === 2 ? 1 : coincidence(a, b, labels).expected;
  if (coinciding !== null) return { score, chance: scaledByChance(counts, classes, coinciding), interval, reasons };
  const unknown = "no example is missed by both: how wrong answers coincide is unknown";
  return { score, chance: null, interval, reasons: { ...reasons, chance: unknown } };
}

/** The fewest and the most examples that models with these numbers of errors can disagree on. */
function attainable(counts: Outcomes, classes: number) {
  const missed = counts.sameError + counts.differentErrors;
  const n = counts.bothRight + counts.onlyARight + counts.onlyBRight + missed;
  const [wrongA, wrongB] = [counts.onlyBRight + missed, counts.onlyARight + missed];
  const most = classes > 2 ? n : 2 * n - wrongA - wrongB;
  return { n, wrongA, wrongB, low: Math.abs(wrongA - wrongB), high: Math.min(wrongA + wrongB, most) };
}

function scaledDisagreement(counts: Outcomes, classes: number): number {
  const { low, high } = attainable(counts, classes);
  return (counts.onlyARight + counts.onlyBRight + counts.differentErrors - low) / (high - low);
}

/** The same of independent models, whose wrong answers to one example coincide with probability `coinciding`. */
function scaledByChance(counts: Outcomes, classes: number, coinciding: number): number {
  const { n, wrongA, wrongB, low, high } = attainable(counts, classes);
  const oneWrong = (wrongA * (n - wrongB) + (n - wrongA) * wrongB) / n;
  const differentErrors = ((wrongA * wrongB) / n) * (1 - coinciding);
  return (oneWrong + differentErrors - low) / (high - low);
}
