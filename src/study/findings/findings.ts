import { checkEvidence } from "./check-evidence.js";
import type { Evidence } from "./evidence.js";
import { type FamilyFinding, familyFinding } from "./family-finding.js";
import { type PruningFinding, pruningFinding } from "./pruning-finding.js";
import { type RegulariserFinding, regulariserFinding } from "./regulariser-finding.js";

/** What may be concluded from a study. */
export interface Findings {
  /** Family dominates. */
  readonly family: FamilyFinding;
  /** Self-similarity follows accuracy while pruning, accuracy falls more sharply. */
  readonly pruning: PruningFinding;
  /** Pruning as a regulariser. */
  readonly regulariser: RegulariserFinding;
}

/**
 * The three findings of a study, each a sentence with effect sizes, intervals and p-values that may come out as not supported or
 * not testable. Forks count once in every test; models that failed and pairs without a value are left out and listed.
 *
 * @param seed - of permutations that are drawn rather than enumerated, and of drawn extremes; 0 unless given.
 * @throws RangeError where a matrix or a list of the evidence has another size than there are models or levels.
 */
export function findings(evidence: Evidence, seed = 0): Findings {
  checkEvidence(evidence);
  return {
    family: familyFinding(evidence, seed),
    pruning: pruningFinding(evidence, seed),
    regulariser: regulariserFinding(evidence, seed),
  };
}
