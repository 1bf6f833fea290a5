import type { OnnxModel } from "./model.js";
import { type Pruner, prunerOf } from "./pruning/pruner.js";

/**
 * Global magnitude pruning in one shot, the default: see `globalMagnitude` for what it makes zero.
 *
 * @throws TrisimError "unsupported" where there is nothing to prune or it cannot be; "bad-value" for weights that are
 * not finite.
 */
export function globalPruner(model: OnnxModel): Pruner {
  return prunerOf(model, { method: "global" });
}
