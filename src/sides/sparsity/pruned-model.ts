import type { Matrix } from "../../kernels/matrix.js";
import { accuracy } from "../../measures/predictive/accuracy.js";
import { kappa } from "../../measures/predictive/kappa.js";
import { predictions } from "../../measures/predictive/predictions.js";

/** How well a pruned network still predicts. */
export interface PrunedModel {
  /** Share of the examples it gets right, `null` without labels. */
  readonly accuracy: number | null;
  /** Cohen's kappa of its predictions with the dense network's own, `null` without predictions. */
  readonly kappa: number | null;
}

/**
 * Scores a pruned network against the labels, where there are any, and against its dense self.
 *
 * @param dense - logits, n × C, `null` for a network that predicts nothing.
 * @param labels - n classes, or `null` where the network may not be scored against them.
 */
export function prunedModel(dense: Matrix | null, pruned: Matrix | null, labels: Int32Array | null): PrunedModel {
  if (dense === null || pruned === null) return { accuracy: null, kappa: null };
  const [before, after] = [predictions(dense), predictions(pruned)];
  return {
    accuracy: labels === null ? null : accuracy(after.classes, labels),
    kappa: kappa(before, after).score,
  };
}
