import type { SparsitySide } from "./results.js";

/** The sparsity side where nothing can be pruned: no levels. Why it is so stands in the reasons. */
export function noSweep(method: SparsitySide["method"]): SparsitySide {
  return {
    method,
    nCalibration: { a: 0, b: 0 },
    levels: [],
    a: noLevels(),
    b: noLevels(),
    cross: { cka: [], gain: [], gainInterval: [], counts: [], why: [], scores: {}, largestGain: null },
    robustness: null,
    robustnessAlive: { score: null, interval: null },
  };
}

function noLevels(): SparsitySide["a"] {
  const unknown = { value: null, interval: null };
  return {
    ...{ cka: [], interval: [], accuracy: [], retention: [], aboveChance: [], effectiveRank: [] },
    predictive: { agreement: [], jsd: [], kappa: [] },
    ...{ realSparsity: [], realSparsityAll: [] },
    layers: { names: [], scores: {} },
    areas: { cka: null, retention: null, aboveChance: null },
    tracking: { levels: [], r: unknown, steps: unknown, sharpness: unknown },
  };
}
