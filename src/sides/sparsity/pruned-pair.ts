import type { Matrix } from "../../kernels/matrix.js";
import { type CkaLeaveOneOut, ckaLeaveOneOut } from "../../measures/cka-leave-one-out.js";
import { effectiveRank } from "../../measures/effective-rank.js";

/** What one pruning level shows in the penultimate layers of two models. */
export interface PrunedPair {
  /** Self-similarity of each model: dense against pruned. */
  readonly self: { readonly a: CkaLeaveOneOut; readonly b: CkaLeaveOneOut };
  /** Similarity of the two pruned models. */
  readonly cross: CkaLeaveOneOut;
  readonly effectiveRank: { readonly a: number | null; readonly b: number | null };
}

/** What one pruning level shows in the penultimate layer of one model. */
export interface PrunedSelf {
  readonly self: CkaLeaveOneOut;
  readonly effectiveRank: number | null;
}

/** Compares a penultimate layer with the same pruned; at level 0 both are the same. */
export function prunedSelf(dense: Matrix, pruned: Matrix): PrunedSelf {
  return { self: ckaLeaveOneOut(dense, pruned), effectiveRank: effectiveRank(pruned) };
}
