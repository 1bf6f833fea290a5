import type { ModelEvidence } from "../findings/evidence.js";
import { rootOf } from "../findings/root-of.js";

/** What makes two models alike from the start: shared weights, or one recipe with another seed; `null` for neither. */
export function sharedOrigin(
  one: ModelEvidence,
  other: ModelEvidence,
  models: readonly ModelEvidence[],
): "fork" | "seed twin" | null {
  if (rootOf(one, models) === rootOf(other, models)) return "fork";
  return one.twins !== null && one.twins === other.twins ? "seed twin" : null;
}
