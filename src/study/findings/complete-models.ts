import type { LeftOut, ModelEvidence, PairMatrix } from "./evidence.js";
import type { Counted } from "./independent-models.js";

/**
 * Of the models that count those that have a value with each other in every matrix: the one that lacks most is left out,
 * of equals the last, until none lacks any.
 *
 * @param matrices - m × m over all models.
 * @param what - is missing, as the reason should call it.
 */
export function completeModels(
  models: readonly ModelEvidence[],
  { kept, leftOut }: Counted,
  matrices: readonly PairMatrix[],
  what: string,
): Counted {
  const has = (i: number, j: number) =>
    matrices.every((matrix) => Number.isFinite(matrix[Math.min(i, j)]?.[Math.max(i, j)] ?? Number.NaN));
  const without: LeftOut[] = [];
  let left = [...kept];
  for (;;) {
    const missing = left.map((i) => left.filter((j) => j !== i && !has(i, j)));
    const most = Math.max(0, ...missing.map(({ length }) => length));
    if (most === 0) return { kept: left, leftOut: [...leftOut, ...without] };
    const at = missing.findLastIndex(({ length }) => length === most);
    const others = most === left.length - 1 ? "any other model" : missing[at]?.map((j) => models[j]?.name).join(", ");
    without.push({ model: models[left[at] ?? 0]?.name ?? "", why: `no ${what} with ${others}` });
    left = left.filter((_, k) => k !== at);
  }
}

/** The square of a symmetric matrix that belongs to some of the models, its diagonal `diagonal`. */
export function among(matrix: PairMatrix, kept: readonly number[], diagonal: number): readonly (readonly number[])[] {
  return kept.map((i) =>
    kept.map((j) => (i === j ? diagonal : (matrix[Math.min(i, j)]?.[Math.max(i, j)] ?? Number.NaN))),
  );
}
