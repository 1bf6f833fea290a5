/**
 * What a measure says of two models' predictions for the same n examples.
 *
 * A field that cannot be computed is `null`, and `reasons` says why under the field's name. An interval that stands but
 * is of a special kind (identical models, few disagreements) has its reason too.
 */
export interface PredictiveScore {
  /** The measure itself; its range and what 0 and 1 mean are the measure's own. */
  readonly score: number | null;
  /** What the measure would give on average were the two models' predictions unrelated. */
  readonly chance: number | null;
  /** 95 % interval over the sampling of examples (not of training seeds). */
  readonly interval: readonly [number, number] | null;
  /** Field name → why that field is null, or what is special about it. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** Why a measure that needs labels says nothing without. */
export const NO_LABELS = "no labels";

/** A score that is not defined, and nothing of it: the reason holds for all three fields. */
export function undefinedScore(reason: string): PredictiveScore {
  return { score: null, chance: null, interval: null, reasons: { score: reason, chance: reason, interval: reason } };
}
