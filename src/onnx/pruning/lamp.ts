import { TrisimError } from "../../errors.js";
import type { OnnxModel } from "../model.js";
import { lampCuts } from "./lamp-cuts.js";
import { type LayerSquares, layerSquares } from "./layer-squares.js";
import type { PruningMethod } from "./method.js";
import { layerText, type PrunableLayer } from "./prunable-layers.js";
import { weightsAt } from "./weights-at.js";
import { zeroBelow } from "./zero-below.js";

/**
 * Layer-adaptive magnitude pruning: exactly floor(s·N) of the N weights, those with the smallest scores of the whole model.
 *
 * The score of a weight is w² over the sum of the squares of itself and of those after it in its layer, ordered by magnitude
 * and then by index: of equal weights the later has the higher score, and the last of each layer scores 1. Equal scores go
 * in graph order.
 *
 * @see Lee, Park, Mo, Ahn & Shin 2021, "Layer-adaptive sparsity for the magnitude-based pruning", equation 2
 */
export const lamp: PruningMethod = (model, layers) => {
  const all = layers.map((layer) => checked(model, layer, layerSquares(model, layer.weight)));
  const size = layers.reduce((sum, { weight }) => sum + weight.size, 0);
  return {
    zeroings(sparsity) {
      const count = weightsAt(sparsity, size);
      if (count === 0) return [];
      const cuts = lampCuts(model, all, count);
      return layers.map(({ weight }, l) => ({
        tensor: weight,
        zero: zeroBelow(cuts[l] ?? { magnitude: 0, ties: 0 }),
      }));
    },
  };
};

function checked({ name }: OnnxModel, layer: PrunableLayer, squares: LayerSquares): LayerSquares {
  if (squares.isBounded) return squares;
  const what = "holds numbers beyond 3.4e38, whose squares no double holds";
  throw new TrisimError("bad-value", `${name}: ${layerText(layer)} ${what}; prune it with another method than lamp`);
}
