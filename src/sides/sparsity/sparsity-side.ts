import { below, type Reasoned } from "../reasoned.js";
import { type CrossSweep, crossSweep } from "./cross-sweep.js";
import type { Level, SweptModel } from "./level.js";
import { type ModelSweep, modelSweep } from "./model-sweep.js";
import { type Robustness, robustness } from "./robustness.js";

export interface SparsitySide {
  readonly levels: readonly number[];
  readonly a: ModelSweep;
  readonly b: ModelSweep;
  readonly cross: CrossSweep;
  readonly robustness: number | null;
  /** The same over the levels above 0 at which both models are alive. */
  readonly robustnessAlive: { readonly score: number | null; readonly interval: Robustness["interval"] };
}

/** What must be known of the sweep besides its levels. */
export interface SweptPair {
  readonly a: SweptModel;
  readonly b: SweptModel;
  /** Examples that the representations are of. */
  readonly n: number;
}

/** What pruning does to each of the two. */
export interface Sweeps {
  readonly a: Reasoned<ModelSweep>;
  readonly b: Reasoned<ModelSweep>;
}

/**
 * The sparsity side: do two networks take pruning alike, and does what is left look more alike?
 *
 * @param levels - ascending, the first being 0: the dense pair.
 * @param sweeps - of each model over the same levels, where they were made before.
 */
export function sparsitySide(
  levels: readonly Level[],
  { a, b, n }: SweptPair,
  sweeps: Sweeps = { a: modelSweep("a", levels, a, n), b: modelSweep("b", levels, b, n) },
): Reasoned<SparsitySide> & { readonly robustness: Robustness } {
  if (levels[0]?.level !== 0) throw new RangeError(`sparsitySide: levels start at ${levels[0]?.level}, expected 0`);
  const cross = crossSweep(levels, { a, b });
  const robust = robustness(levels.filter(({ level }) => level > 0));
  const alive = robustness(levels.filter(({ level }, k) => level > 0 && cross.value.counts[k]));
  return {
    value: {
      levels: levels.map(({ level }) => level),
      a: sweeps.a.value,
      b: sweeps.b.value,
      cross: cross.value,
      robustness: robust.score,
      robustnessAlive: { score: alive.score, interval: alive.interval },
    },
    reasons: {
      ...below("a", sweeps.a.reasons),
      ...below("b", sweeps.b.reasons),
      ...below("cross", cross.reasons),
      ...(robust.reasons.score === undefined ? {} : { robustness: robust.reasons.score }),
      ...(robust.reasons.levels === undefined ? {} : { levels: robust.reasons.levels }),
      ...below("robustnessAlive", aliveReasons(alive)),
    },
    robustness: robust,
  };
}

function aliveReasons({ score, reasons }: Robustness): Record<string, string> {
  if (score === null)
    return { score: "no level above 0 has both models alive", interval: "no level above 0 has both models alive" };
  return reasons.interval === undefined ? {} : { interval: reasons.interval };
}
