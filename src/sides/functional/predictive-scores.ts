import { NO_LABELS, type PredictiveScore } from "../../measures/predictive/predictive-score.js";
import { PREDICTIVE_MEASURES, type PredictiveName } from "../../measures/predictive/table.js";
import { below, type Reasoned } from "../reasoned.js";
import type { PredictivePair } from "./predictive-pair.js";

type PlainPredictiveScore = Omit<PredictiveScore, "reasons">;

/** Measure → what it says of two models' predictions. */
export type PredictiveScores = Readonly<Record<PredictiveName, PlainPredictiveScore>>;

/**
 * Every predictive measure of a pair.
 *
 * @param seed - of the permutations that give chance where it has no closed form.
 * @returns the scores, with reasons by measure and field.
 */
export function predictiveScores(pair: PredictivePair, seed: number): Reasoned<PredictiveScores> {
  const reasons: Record<string, string> = {};
  const scores = PREDICTIVE_MEASURES.map((row): [PredictiveName, PlainPredictiveScore] => {
    const { reasons: why, ...score } = row.measure(pair.a, pair.b, pair.labels, { seed });
    for (const [path, reason] of Object.entries(below(row.name, why)))
      reasons[path] = reason === NO_LABELS ? pair.whyNoLabels : reason;
    return [row.name, score];
  });
  return { value: Object.fromEntries(scores) as Record<PredictiveName, PlainPredictiveScore>, reasons };
}
