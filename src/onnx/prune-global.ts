import { globalPruner, type PrunedBytes } from "./global-pruner.js";
import type { OnnxModel } from "./model.js";

/**
 * A model with its floor(sparsity·N) smallest of N prunable weights zero; for several levels, `globalPruner` ranks them
 * only once.
 *
 * @throws RangeError where the sparsity is not in [0, 1).
 */
export function pruneGlobal(model: OnnxModel, sparsity: number): PrunedBytes {
  return globalPruner(model).at(sparsity);
}
