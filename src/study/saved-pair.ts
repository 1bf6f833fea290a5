import { isArrayFile } from "../data/array-file.js";
import type { Dataset } from "../data/dataset.js";
import { openDataset } from "../data/open-dataset.js";
import { onTrust, refuseOtherCount, refuseOtherSamples } from "../data/same-samples.js";
import { openSavedActivations, type SavedActivations } from "../data/saved-activations.js";
import { type Model, openModel } from "../runtime/open-model.js";
import { checkCount } from "./check-count.js";
import type { CompareOptions } from "./compare-options.js";
import type { Both } from "./pair.js";
import { savedDataset } from "./saved-dataset.js";
import { whySaved } from "./seen-model.js";
import type { Settings } from "./settings.js";

/** A network, or activations in its place. */
export type Opened = { readonly model: Model } | { readonly saved: SavedActivations };

/** A network, unless the name is that of an array file. */
export async function openOne(spec: string, preprocess: string | undefined, options: CompareOptions): Promise<Opened> {
  if (isArrayFile(spec)) return { saved: await openSavedActivations(spec) };
  return { model: await openModel(spec, preprocess, options) };
}

export function savedOf(opened: Opened): SavedActivations | null {
  return "saved" in opened ? opened.saved : null;
}

/** Why the two are neither pruned nor walked between. */
export function whyNeither({ a, b }: Both<SavedActivations | null>): string {
  return whySaved(...[a, b].flatMap((saved) => (saved === null ? [] : [saved.name])));
}

/** Options that would have no effect are misuse. */
export function checkSavedOptions(
  options: CompareOptions,
  { layers }: Settings,
  saved: Both<SavedActivations | null>,
): void {
  const why = whyNeither(saved);
  for (const option of ["ood", "probe", "calibration"] as const)
    if (options[option] !== undefined && options[option] !== false) throw new RangeError(`${option}: ${why}`);
  for (const side of ["a", "b"] as const) {
    const { name } = saved[side] ?? {};
    if (name !== undefined && layers[side].some((layer) => layer !== "auto"))
      throw new RangeError(
        `layers: all arrays of ${name} are taken; give auto for it, as in "NAMES;auto", or FILE#name`,
      );
  }
}

/** The examples that both are of: the data set, or what the files say of theirs. */
export async function samplesOf(
  { data, limit, skipCorrupt, signal }: CompareOptions,
  { a, b }: Both<SavedActivations | null>,
): Promise<Dataset> {
  const dataset = data === undefined ? null : await openDataset(data, { limit, skipCorrupt, signal });
  if (dataset === null && (a === null || b === null))
    throw new RangeError("data: a model needs the images that the activations are of; give --data");
  try {
    const examples = dataset ?? a;
    for (const saved of [a, b]) if (saved !== null && examples !== null) refuseOtherCount(saved, examples);
    const of = dataset ?? (a && b && savedDataset(a, b));
    if (of === null) throw new RangeError("compareSaved: there are no examples");
    checkCount(of);
    return of;
  } catch (error) {
    await dataset?.close();
    throw error;
  }
}

/** Refuses other examples, and says what is taken on trust. */
export function sameSamples({ a, b }: Both<SavedActivations | null>, dataset: Dataset | null): readonly string[] {
  const known = [a, b, dataset].filter((one) => one !== null);
  for (const [i, one] of known.entries()) for (const other of known.slice(i + 1)) refuseOtherSamples(one, other);
  return onTrust(...known);
}
