import type { DataEvidence, PairMatrix } from "../findings/evidence.js";

/** Similarities beyond 1 by less are rounding. */
const ROUNDING = 1e-9;

/**
 * Distances of similarities whose largest value is 1: √(1 − s).
 *
 * Of all three sides this is a distance between points of a Euclidean space: CKA is the cosine of two centred Gram matrices,
 * the root of a Jensen–Shannon divergence and that of a mean absolute difference are such distances too.
 *
 * @throws RangeError for a similarity above 1.
 * @see Fuglede & Topsøe 2004 (the divergence)
 * @example
 * rootDistances([[1, 0.75], [0.75, 1]])[0]; // => [null, 0.5]
 */
export function rootDistances(similarity: PairMatrix): PairMatrix {
  return similarity.map((row, i) => row.map((s, j) => (i === j || s === null ? null : rootDistance(s))));
}

function rootDistance(similarity: number): number {
  if (similarity > 1 + ROUNDING)
    throw new RangeError(`rootDistances: a similarity is ${similarity}, expected at most 1`);
  return Math.sqrt(Math.max(0, 1 - similarity));
}

/** What trees and maps are drawn by. */
export interface Distances {
  readonly kind: "angular" | "root";
  readonly matrix: PairMatrix;
}

/** θ, or √(1 − CKA) where θ was not computed. */
export function staticDistances({ static: { angle, raw } }: DataEvidence): Distances {
  return angle === null ? { kind: "root", matrix: rootDistances(raw) } : { kind: "angular", matrix: angle };
}
