import type { ModelEvidence } from "./evidence.js";

/**
 * Whether two models are one file under two names.
 *
 * @example
 * const model = (name, sha256) => ({ name, sha256, family: "cnn", fork: null, twins: null, parameters: 1, latency: null, failure: null });
 * isCopy(model("a", "6f…"), model("b", "6f…")); // => true
 */
export function isCopy(one: ModelEvidence, other: ModelEvidence): boolean {
  return one.sha256 !== undefined && one.sha256 === other.sha256;
}
