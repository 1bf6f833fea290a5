import type { ModelEvidence } from "../findings/evidence.js";
import { isCopy } from "../findings/is-copy.js";
import { rootOf } from "../findings/root-of.js";

/** What makes two models alike from the start. */
export type SharedOrigin = "copy" | "fork" | "seed twin";

/** One file, shared weights, or one recipe with another seed; `null` for none of these. */
export function sharedOrigin(
  one: ModelEvidence,
  other: ModelEvidence,
  models: readonly ModelEvidence[],
): SharedOrigin | null {
  if (isCopy(one, other)) return "copy";
  if (rootOf(one, models) === rootOf(other, models)) return "fork";
  return one.twins !== null && one.twins === other.twins ? "seed twin" : null;
}
