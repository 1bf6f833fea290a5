import { agreement } from "./agreement.js";
import { disagreement } from "./disagreement.js";
import { errorConsistency } from "./error-consistency.js";
import { type JsdOptions, jsd } from "./jsd.js";
import { kappa } from "./kappa.js";
import type { Predictions } from "./predictions.js";
import type { PredictiveScore } from "./predictive-score.js";
import { sameError } from "./same-error.js";

export type PredictiveName = "agreement" | "disagreement" | "jsd" | "kappa" | "errorConsistency" | "sameError";

/** A measure of two models' predictions and what holds for it. */
export interface PredictiveMeasure {
  readonly name: PredictiveName;
  /** Least and greatest score. */
  readonly range: readonly [number, number];
  /** Whether exchanging the models leaves score and interval as they are. */
  readonly symmetric: boolean;
  /** The score of a model against itself. */
  readonly self: number;
  /** What it looks at: predicted classes, probabilities, or predicted classes and labels. */
  readonly needs: "predictions" | "probabilities" | "labels";
  readonly measure: (
    a: Predictions,
    b: Predictions,
    labels: Int32Array | null,
    options?: JsdOptions,
  ) => PredictiveScore;
}

/**
 * Every predictive measure, in the order of the results.
 *
 * @example
 * PREDICTIVE_MEASURES.map(({ name }) => name).join(); // => "agreement,disagreement,jsd,kappa,errorConsistency,sameError"
 */
export const PREDICTIVE_MEASURES: readonly PredictiveMeasure[] = [
  { name: "agreement", range: [0, 1], symmetric: true, self: 1, needs: "predictions", measure: agreement },
  { name: "disagreement", range: [0, 1], symmetric: true, self: 0, needs: "labels", measure: disagreement },
  {
    name: "jsd",
    range: [0, 1],
    symmetric: true,
    self: 0,
    needs: "probabilities",
    measure: (a, b, _labels, options) => jsd(a, b, options),
  },
  { name: "kappa", range: [-1, 1], symmetric: true, self: 1, needs: "predictions", measure: kappa },
  { name: "errorConsistency", range: [-1, 1], symmetric: true, self: 1, needs: "labels", measure: errorConsistency },
  { name: "sameError", range: [0, 1], symmetric: true, self: 1, needs: "labels", measure: sameError },
];
