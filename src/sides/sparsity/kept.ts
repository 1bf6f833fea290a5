import type { Jackknifed } from "../../measures/stats/jackknife.js";
import type { Sweeping } from "./level.js";
import { accuracyOf, retention } from "./retention.js";

/** What is left of the dense accuracy, and of what of it lies above guessing. */
export interface Kept {
  readonly retention: Jackknifed | null;
  readonly aboveChance: Jackknifed | null;
}

/** What is left of the dense accuracy at each level. */
export function retentions({ side, levels, model, n }: Sweeping): readonly Kept[] {
  const accuracies = levels.map((level) => {
    const { right } = level[side];
    return right === null ? null : accuracyOf({ right, examples: model.examples }, n);
  });
  const [dense = null] = accuracies;
  return accuracies.map((pruned) => {
    if (pruned === null || dense === null || model.classes === null) return { retention: null, aboveChance: null };
    return { retention: retention(pruned, dense, 0), aboveChance: retention(pruned, dense, 1 / model.classes) };
  });
}
