import type { ModelEvidence, PairMatrix } from "../findings/evidence.js";

/** The model that is most alike to one. */
export interface Neighbour {
  readonly model: string;
  /** `null` where the model has a value with no other. */
  readonly nearest: { readonly model: string; readonly similarity: number; readonly sameFamily: boolean } | null;
}

/**
 * Each model's nearest neighbour: the other one with the largest similarity, of equals the first. Forks and seed twins
 * are among the others.
 *
 * @param similarity - m × m over all models; only what lies right of the diagonal is read.
 */
export function neighbours(models: readonly ModelEvidence[], similarity: PairMatrix): readonly Neighbour[] {
  return models.map((model, i) => {
    const others = models.flatMap((other, j) => {
      const value = similarity[Math.min(i, j)]?.[Math.max(i, j)] ?? null;
      return i === j || value === null
        ? []
        : [{ model: other.name, similarity: value, sameFamily: other.family === model.family }];
    });
    const [first, ...rest] = others;
    const nearest = rest.reduce((best, one) => (best && one.similarity > best.similarity ? one : best), first);
    return { model: model.name, nearest: nearest ?? null };
  });
}
