import { accuracy } from "../../measures/predictive/accuracy.js";
import type { Predictions } from "../../measures/predictive/predictions.js";
import { NO_LABELS, type PredictiveScore } from "../../measures/predictive/predictive-score.js";
import { PREDICTIVE_MEASURES, type PredictiveName } from "../../measures/predictive/table.js";
import { below, type Reasoned } from "../reasoned.js";
import { type Classifier, firstDifference } from "./classifier.js";
import type { Connected, Connectivity } from "./connectivity.js";
import type { UsableLabels } from "./usable-labels.js";

/** What the functional side needs of one model. */
export interface ModelPredictions {
  /** `null` for a model without logits. */
  readonly predictions: Predictions | null;
  readonly classifier: Classifier;
  readonly usable: UsableLabels;
}

type PlainPredictiveScore = Omit<PredictiveScore, "reasons">;

export interface FunctionalSide {
  readonly accuracy: { readonly a: number | null; readonly b: number | null };
  readonly predictive: Readonly<Record<PredictiveName, PlainPredictiveScore>> | null;
  readonly connectivity: Connectivity | null;
}

/**
 * The functional side: do two networks act alike on the same n examples?
 *
 * @param connected - linear mode connectivity, which needs more than predictions, or why there is none.
 * @param seed - of the permutations that give chance where it has no closed form.
 * @returns accuracies and the predictive measures; `predictive` is `null` where the two predict different sets of classes.
 */
export function functionalSide(
  a: ModelPredictions,
  b: ModelPredictions,
  connected: Connected,
  seed: number,
): Reasoned<FunctionalSide> {
  const { connectivity, reason } = connected;
  const reasons = connectivity === null ? { connectivity: reason } : below("connectivity", connectivity.reasons);
  if (a.usable.reason !== null) reasons["accuracy.a"] = a.usable.reason;
  if (b.usable.reason !== null) reasons["accuracy.b"] = b.usable.reason;
  const predictive = predictiveScores(a, b, seed);
  return {
    value: {
      accuracy: { a: accuracyOf(a), b: accuracyOf(b) },
      predictive: predictive.value,
      connectivity,
    },
    reasons: { ...reasons, ...predictive.reasons },
  };
}

/** Share of the examples that a model gets right, or `null` where it cannot be told. */
function accuracyOf({ predictions, usable }: ModelPredictions): number | null {
  return predictions === null || usable.labels === null ? null : accuracy(predictions.classes, usable.labels);
}

function predictiveScores(
  a: ModelPredictions,
  b: ModelPredictions,
  seed: number,
): Reasoned<FunctionalSide["predictive"]> {
  const [p, q] = [a.predictions, b.predictions];
  const otherwise = differentClasses(a.classifier, b.classifier) ?? differentLabels(a.usable, b.usable);
  if (p === null || q === null || otherwise !== null)
    return { value: null, reasons: { predictive: otherwise ?? "a model has no logits" } };
  const labels = a.usable.labels !== null && b.usable.labels !== null ? a.usable.labels : null;
  const whyNone = a.usable.reason ?? b.usable.reason ?? NO_LABELS;
  const reasons: Record<string, string> = {};
  const scores = Object.values(PREDICTIVE_MEASURES).map((row): [PredictiveName, PlainPredictiveScore] => {
    const { reasons: why, ...score } = row.measure(p, q, labels, { seed });
    for (const [path, reason] of Object.entries(below(`predictive.${row.name}`, why)))
      reasons[path] = reason === NO_LABELS ? whyNone : reason;
    return [row.name, score];
  });
  return { value: Object.fromEntries(scores) as Record<PredictiveName, PlainPredictiveScore>, reasons };
}

/** Why the predictions of two models cannot be compared; `null` where they can. */
function differentClasses(a: Classifier, b: Classifier): string | null {
  const without = [a.reason, b.reason].filter((reason) => reason !== null);
  if (without.length > 0) return [...new Set(without)].join("; ");
  if (a.outputs !== b.outputs) return `the models have ${a.outputs} and ${b.outputs} outputs: different classes`;
  if (a.classNames === null || b.classNames === null) return null;
  const at = firstDifference(a.classNames, b.classNames);
  if (at === null) return null;
  return `the models have different classes: class ${at} is "${a.classNames[at]}" and "${b.classNames[at]}"`;
}

/** Why one label is not one class of both models, as where each has a label map of its own; `null` where it is. */
function differentLabels({ labels: a }: UsableLabels, { labels: b }: UsableLabels): string | null {
  const at = a === null || b === null ? -1 : a.findIndex((label, i) => label !== b[i]);
  if (at < 0) return null;
  return `the models have different classes: the label of example ${at} (from 0) is class ${a?.[at]} of one and ${b?.[at]} of the other`;
}
