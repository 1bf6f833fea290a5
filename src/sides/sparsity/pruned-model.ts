import type { Matrix } from "../../kernels/matrix.js";
import { accuracy } from "../../measures/predictive/accuracy.js";
import { agreement } from "../../measures/predictive/agreement.js";
import { jsd } from "../../measures/predictive/jsd.js";
import { kappa } from "../../measures/predictive/kappa.js";
import { predictions } from "../../measures/predictive/predictions.js";
import { rightness } from "../../measures/predictive/rightness.js";

/** How alike a pruned network and its dense self predict. */
interface SelfPrediction {
  readonly agreement: number | null;
  /** Jensen–Shannon divergence, in bits. */
  readonly jsd: number | null;
  /** Cohen's, of the predicted classes. */
  readonly kappa: number | null;
}

/** What a pruned network predicts, whatever the labels are. */
export interface PrunedPredictions {
  /** n′ classes. */
  readonly classes: Int32Array;
  readonly self: SelfPrediction;
}

/** How well a pruned network still predicts. */
export interface PrunedModel {
  /** Share of the n′ examples it gets right, `null` without labels. */
  readonly accuracy: number | null;
  /** 1 for each of the n′ examples it gets right, else 0; `null` without labels. */
  readonly right: Int32Array | null;
  /** With its dense self, `null` without predictions. */
  readonly self: SelfPrediction | null;
}

/**
 * What a pruned network predicts, beside its dense self.
 *
 * @param dense - logits, n′ × C, `null` for a network that predicts nothing.
 */
export function prunedPredictions(dense: Matrix | null, pruned: Matrix | null): PrunedPredictions | null {
  if (dense === null || pruned === null) return null;
  const [before, after] = [predictions(dense), predictions(pruned)];
  const self = {
    agreement: agreement(before, after).score,
    jsd: jsd(before, after).score,
    kappa: kappa(before, after).score,
  };
  return { classes: after.classes, self };
}

/**
 * Scores a pruned network against the labels, where there are any.
 *
 * @param labels - n′ classes, or `null` where the network may not be scored against them.
 */
export function prunedModel(predicted: PrunedPredictions | null, labels: Int32Array | null): PrunedModel {
  if (predicted === null) return { accuracy: null, right: null, self: null };
  const { classes, self } = predicted;
  if (labels === null) return { accuracy: null, right: null, self };
  return { accuracy: accuracy(classes, labels), right: rightness(classes, labels), self };
}
