import type { Predictions } from "../../measures/predictive/predictions.js";
import { NO_LABELS } from "../../measures/predictive/predictive-score.js";
import { type Classifier, firstDifference } from "./classifier.js";
import type { UsableLabels } from "./usable-labels.js";

/** What the functional side needs of one model. */
export interface ModelPredictions {
  /** `null` for a model without logits. */
  readonly predictions: Predictions | null;
  readonly classifier: Classifier;
  readonly usable: UsableLabels;
}

/** What two models predict for the same examples, among the same classes. */
export interface PredictivePair {
  readonly a: Predictions;
  readonly b: Predictions;
  /** The true classes, where both models may be scored against them. */
  readonly labels: Int32Array | null;
  /** Why there are none. */
  readonly whyNoLabels: string;
  /** The names of the classes; `null` where nothing names them. */
  readonly classNames: readonly string[] | null;
  /** Which examples of the data set these are; `null` for all of them. */
  readonly examples: Uint32Array | null;
}

/** Brings the predictions of two models together, or says why they cannot be compared. */
export function predictivePair(a: ModelPredictions, b: ModelPredictions): PredictivePair | string {
  const [p, q] = [a.predictions, b.predictions];
  const otherwise = differentClasses(a.classifier, b.classifier) ?? differentLabels(a.usable, b.usable);
  if (otherwise !== null) return otherwise;
  if (p === null || q === null) return "a model has no logits";
  return {
    a: p,
    b: q,
    labels: a.usable.labels !== null && b.usable.labels !== null ? a.usable.labels : null,
    whyNoLabels: a.usable.reason ?? b.usable.reason ?? NO_LABELS,
    classNames: a.classifier.classNames ?? b.classifier.classNames,
    examples: null,
  };
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
