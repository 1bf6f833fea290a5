import type { Score } from "./score.js";

type Field = Exclude<keyof Score, "reasons">;

const FIELDS: readonly Field[] = ["score", "chance", "calibrated", "threshold", "pValue", "interval"];
const NOTHING = { score: null, chance: null, calibrated: null, threshold: null, pValue: null, interval: null };

/**
 * A score of which only some fields are known; the others are `null`.
 *
 * @param reason - why they are.
 * @param particular - reasons of single fields that differ from it.
 */
export function incompleteScore(
  known: Partial<Pick<Score, Field>>,
  reason: string,
  particular: Partial<Record<Field, string>> = {},
): Score {
  const unknown = FIELDS.filter((field) => !(field in known));
  return {
    ...NOTHING,
    ...known,
    reasons: Object.fromEntries(unknown.map((field) => [field, particular[field] ?? reason])),
  };
}

/** The score of representations that a measure says nothing about. */
export function undefinedScore(reason: string): Score {
  return incompleteScore({}, reason);
}
