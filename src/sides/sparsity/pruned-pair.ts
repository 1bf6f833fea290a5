import type { Matrix } from "../../kernels/matrix.js";
import { type CkaLeaveOneOut, ckaLeaveOneOut } from "../../measures/cka-leave-one-out.js";
import { effectiveRank } from "../../measures/effective-rank.js";

/** Penultimate representations of the two models, n × p and n × q, of the same examples. */
export interface PenultimatePair {
  readonly a: Matrix;
  readonly b: Matrix;
}

/** What one pruning level shows in the penultimate layers. */
export interface PrunedPair {
  /** Self-similarity of each model: dense against pruned. */
  readonly self: { readonly a: CkaLeaveOneOut; readonly b: CkaLeaveOneOut };
  /** Similarity of the two pruned models. */
  readonly cross: CkaLeaveOneOut;
  readonly effectiveRank: { readonly a: number | null; readonly b: number | null };
}

/** Compares the dense pair with the pair pruned at one level; at level 0 both are the same. */
export function prunedPair(dense: PenultimatePair, pruned: PenultimatePair): PrunedPair {
  return {
    self: { a: ckaLeaveOneOut(dense.a, pruned.a), b: ckaLeaveOneOut(dense.b, pruned.b) },
    cross: ckaLeaveOneOut(pruned.a, pruned.b),
    effectiveRank: { a: effectiveRank(pruned.a), b: effectiveRank(pruned.b) },
  };
}
