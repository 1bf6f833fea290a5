import { magnitudeRanking } from "./magnitude-ranking.js";
import type { PruningMethod } from "./method.js";
import { weightsAt } from "./weights-at.js";
import { zeroBelow } from "./zero-below.js";

/** Layer-wise magnitude pruning: floor(s·N_l) of the N_l weights of each layer, its smallest; ties by index. */
export const layerMagnitude: PruningMethod = (model, layers) => ({
  zero(bytes, sparsity) {
    for (const { weight } of layers) {
      const ranking = magnitudeRanking(model, [weight]);
      zeroBelow(bytes, [weight], ranking.cut(weightsAt(sparsity, ranking.count)));
    }
  },
});
