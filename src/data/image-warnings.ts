import type { Dataset } from "./dataset.js";
import type { FoundPreprocess } from "./find-preprocess.js";

/** What a reader must know of the images that one model is given: how they are preprocessed unasked, which are left out. */
export function imageWarnings({ warning }: FoundPreprocess, dataset: Dataset): readonly string[] {
  // Float arrays are fed as they are: what is assumed of stored images does not concern them.
  const assumed = dataset.images.kind === "float32" ? null : warning;
  return [assumed, leftOutWarning(dataset)].filter((line) => line !== null);
}

/**
 * What a reader must know of images that were left out, every one named; `null` where none were.
 */
export function leftOutWarning({ name, n, leftOut = [] }: Dataset): string | null {
  if (leftOut.length === 0) return null;
  const named = leftOut.map(({ id, reason }) => `${id} (${reason})`).join(", ");
  return `${name}: ${leftOut.length} of ${n + leftOut.length} images are left out of ids, labels and results: ${named}`;
}
