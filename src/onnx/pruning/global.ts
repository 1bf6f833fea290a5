import { magnitudeRanking } from "./magnitude-ranking.js";
import type { PruningMethod } from "./method.js";
import { weightsAt } from "./weights-at.js";
import { zeroBelow } from "./zero-below.js";

/**
 * Global magnitude pruning: exactly floor(s·N) of the N weights, the smallest of the whole model, whichever layer they are in;
 * ties in graph order, then by index.
 *
 * Exporters fold batch normalisation into convolutions, so that ranks differ from those in the framework the network was
 * trained in.
 */
export const globalMagnitude: PruningMethod = (model, layers) => {
  const weights = layers.map(({ weight }) => weight);
  const ranking = magnitudeRanking(model, weights);
  return {
    zeroings(sparsity) {
      const zero = zeroBelow(ranking.cut(weightsAt(sparsity, ranking.count)));
      return weights.map((tensor) => ({ tensor, zero }));
    },
  };
};
