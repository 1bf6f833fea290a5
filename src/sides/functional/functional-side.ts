import { accuracy } from "../../measures/predictive/accuracy.js";
import { below, type Reasoned } from "../reasoned.js";
import { type ClassTables, classTables } from "./class-tables.js";
import type { Connected, Connectivity } from "./connectivity.js";
import { type ModelPredictions, predictivePair } from "./predictive-pair.js";
import { type PredictiveScores, predictiveScores } from "./predictive-scores.js";

export interface FunctionalSide extends ClassTables {
  readonly accuracy: { readonly a: number | null; readonly b: number | null };
  readonly predictive: PredictiveScores | null;
  readonly connectivity: Connectivity | null;
}

/**
 * The functional side: do two networks act alike on the same n examples?
 *
 * @param connected - linear mode connectivity, which needs more than predictions, or why there is none.
 * @param seed - of the permutations that give chance where it has no closed form.
 * @returns accuracies, the predictive measures and what they come from class by class; all but the accuracies are `null`
 *   where the two predict different sets of classes.
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
  const pair = predictivePair(a, b);
  const scores = typeof pair === "string" ? null : predictiveScores(pair, seed);
  const tables = classTables(pair);
  return {
    value: {
      accuracy: { a: accuracyOf(a), b: accuracyOf(b) },
      predictive: scores?.value ?? null,
      ...tables.value,
      connectivity,
    },
    reasons: {
      ...reasons,
      ...(scores === null ? { predictive: String(pair) } : below("predictive", scores.reasons)),
      ...tables.reasons,
    },
  };
}

/** Share of the examples that a model gets right, or `null` where it cannot be told. */
function accuracyOf({ predictions, usable }: ModelPredictions): number | null {
  return predictions === null || usable.labels === null ? null : accuracy(predictions.classes, usable.labels);
}
