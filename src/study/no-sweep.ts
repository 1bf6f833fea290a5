import type { Sides } from "./entry-of-sides.js";
import type { SparsitySide } from "./results.js";
import type { Settings } from "./settings.js";
import { sparsityVertex } from "./vertices.js";

/**
 * The sparsity side of two models that were not pruned: no levels.
 *
 * @param why - one of them cannot be.
 */
export function noSweep(why: string, { prune: method }: Pick<Settings, "prune">): Sides["sparsity"] {
  return {
    value: {
      method,
      nCalibration: { a: 0, b: 0 },
      levels: [],
      a: noLevels(),
      b: noLevels(),
      cross: { cka: [], gain: [], gainInterval: [], counts: [], why: [], scores: {}, largestGain: null },
      robustness: null,
      robustnessAlive: { score: null, interval: null },
    },
    reasons: { robustness: why },
    reason: why,
    vertex: sparsityVertex({ score: null, interval: null, reasons: { score: why, interval: why } }),
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
