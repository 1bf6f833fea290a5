import type { Dataset } from "../../data/dataset.js";
import { onTrust, refuseOtherCount, refuseOtherSamples } from "../../data/same-samples.js";
import { openSavedActivations } from "../../data/saved-activations.js";
import { type SeenModel, seenSaved } from "../seen-model.js";

/**
 * Reads what was saved of a model for the examples of a data set.
 *
 * @param name - the study's, of the model.
 * @throws TrisimError "mismatch" where the file is of other examples; whatever opening it throws.
 */
export async function savedModel(name: string, file: string, dataset: Dataset): Promise<SeenModel> {
  const saved = await openSavedActivations(file);
  refuseOtherCount(saved, dataset);
  refuseOtherSamples(saved, dataset);
  return { ...seenSaved({ ...saved, name }), notes: onTrust(saved) };
}
