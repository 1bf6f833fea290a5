import { TrisimError } from "../errors.js";
import { visitElements, zeroElement } from "./elements.js";
import { type Cut, magnitudeRanking } from "./magnitude-ranking.js";
import type { OnnxModel, OnnxTensor } from "./model.js";
import { parameterTensors } from "./parameters.js";
import { prunableWeights } from "./prunable-weights.js";
import { unshare } from "./unshare.js";

/** A model pruned at one level. */
export interface PrunedBytes {
  /** The pruned model, as long as the dense one. */
  readonly bytes: Uint8Array;
  /** Exact zeros among the prunable weights, those of the dense model included. */
  readonly zeros: number;
  /** N, the number of prunable weights. */
  readonly prunable: number;
  /** zeros / N. */
  readonly realSparsity: number;
  /** Exact zeros among all parameters over their number. */
  readonly realSparsityAll: number;
}

/** Prunes one model at any level; its weights are ranked once. */
export interface GlobalPruner {
  /** N, the number of prunable weights. */
  readonly prunable: number;
  /**
   * The model with its floor(sparsity·N) smallest prunable weights zero.
   *
   * @throws RangeError where the sparsity is not in [0, 1).
   */
  at(sparsity: number): PrunedBytes;
}

/**
 * Global magnitude pruning in one shot: the smallest weights of the whole model become zero, whichever layer they are
 * in; ties in graph order, then by index. Weights that are zero already count as the smallest.
 *
 * The weights are those of `prunableWeights`, after `unshare`. Exporters fold batch normalisation into convolutions, so
 * that ranks differ from those in the framework the network was trained in.
 *
 * @throws TrisimError "unsupported" where there is nothing to prune or it cannot be; "bad-value" for weights that are
 * not finite.
 */
export function globalPruner(shared: OnnxModel): GlobalPruner {
  const model = unshare(shared);
  const weights = prunableWeights(model);
  if (weights.length === 0) {
    throw new TrisimError("unsupported", `${model.name}: has no convolution, Gemm or MatMul with a weight to prune`);
  }
  const ranking = magnitudeRanking(model, weights);
  const prunable = ranking.count;
  const prunableRecords = new Set(weights.map((weight) => weight.record.start));
  const parameters = parameterTensors(model);
  const others = parameters.filter((tensor) => !prunableRecords.has(tensor.record.start));
  const otherZeros = others.reduce((sum, tensor) => sum + zerosIn(model.bytes, tensor), 0);
  const all = prunable + others.reduce((sum, tensor) => sum + tensor.size, 0);
  return {
    prunable,
    at(sparsity) {
      if (!(sparsity >= 0 && sparsity < 1)) throw new RangeError(`prune: sparsity ${sparsity} is not in [0, 1)`);
      // Not `slice`: on a Node `Buffer` that is a view, and the dense model would be pruned too.
      const bytes = new Uint8Array(model.bytes);
      const zeros = zeroBelow(bytes, weights, ranking.cut(Math.floor(sparsity * prunable)));
      return {
        bytes,
        zeros,
        prunable,
        realSparsity: zeros / prunable,
        realSparsityAll: (zeros + otherZeros) / all,
      };
    },
  };
}

/** Makes every element below the cut zero, in place, and counts the zeros there are then. */
function zeroBelow(bytes: Uint8Array, weights: readonly OnnxTensor[], { magnitude: edge, ties }: Cut): number {
  let zeros = 0;
  let tiesLeft = ties;
  for (const tensor of weights) {
    visitElements(bytes, tensor, (magnitude, start, end) => {
      if (magnitude > edge || (magnitude === edge && tiesLeft <= 0)) {
        if (magnitude === 0) zeros++;
        return;
      }
      if (magnitude === edge) tiesLeft--;
      zeroElement(bytes, tensor, start, end);
      zeros++;
    });
  }
  return zeros;
}

function zerosIn(bytes: Uint8Array, tensor: OnnxTensor): number {
  let zeros = 0;
  visitElements(bytes, tensor, (magnitude) => {
    if (magnitude === 0) zeros++;
  });
  return zeros;
}
