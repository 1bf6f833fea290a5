import { ancestors } from "./graph.js";
import type { OnnxModel } from "./model.js";
import { penultimateOf } from "./penultimate.js";
import { type ResidualSum, residualSums } from "./residual-sums.js";
import { stageEnds } from "./stage-ends.js";

/** More layers make a map no clearer and cost their square. */
const MAX_BLOCKS = 24;

/**
 * The layers to compare when the user names none: the outputs of the repeated blocks, in graph order and thinned evenly
 * to at most 24, then the penultimate tensor.
 *
 * A block's output is its residual sum; in a transformer, whose blocks sum twice, the sum after the MLP. A network
 * without residual sums gives the ends of its stages, or all its activations.
 *
 * @throws TrisimError "unsupported" where the model has no penultimate tensor.
 */
export function autoLayers(model: OnnxModel): readonly string[] {
  const penultimate = penultimateOf(model);
  const before = ancestors(model, penultimate);
  const sums = residualSums(model).filter(({ tensor }) => before.has(tensor));
  const layers = sums.length > 0 ? blockOutputs(sums) : stageEnds(model).filter((tensor) => before.has(tensor));
  const blocks = layers.filter((tensor) => tensor !== penultimate);
  return [...thinned(blocks, MAX_BLOCKS), penultimate];
}

/** The sums without those of attention that an MLP's sum follows. */
function blockOutputs(sums: readonly ResidualSum[]): readonly string[] {
  const isInsideBlock = (sum: ResidualSum, next: ResidualSum | undefined) =>
    sum.isAttention && next !== undefined && !next.isAttention;
  return sums.filter((sum, i) => !isInsideBlock(sum, sums[i + 1])).map((sum) => sum.tensor);
}

/**
 * At most `count` items, evenly spaced, the first and the last among them.
 *
 * @example
 * thinned([0, 1, 2, 3, 4, 5, 6], 4); // => [0, 2, 4, 6]
 */
export function thinned<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  const step = (items.length - 1) / (count - 1);
  const kept = new Set(Array.from({ length: count }, (_, i) => Math.round(i * step)));
  return items.filter((_, i) => kept.has(i));
}
