import { magnitudeRanking } from "./magnitude-ranking.js";
import type { PruningMethod } from "./method.js";
import { weightsAt } from "./weights-at.js";
import { zeroBelow } from "./zero-below.js";

/** Layer-wise magnitude pruning: floor(s·N_l) of the N_l weights of each layer, its smallest; ties by index. */
export const layerMagnitude: PruningMethod = (model, layers) => ({
  zeroings: (sparsity) =>
    layers.map(({ weight }) => ({
      tensor: weight,
      zero(bytes, tensor) {
        const ranking = magnitudeRanking(model, [weight]);
        zeroBelow(ranking.cut(weightsAt(sparsity, ranking.count)))(bytes, tensor);
      },
    })),
});
