/** What of a pruned model tells a shared core from a collapse. */
export interface Vitality {
  /** Accuracy, or `null` without labels. */
  readonly accuracy: number | null;
  /** Whether it predicts anything. */
  readonly predicts: boolean;
  /** Cohen's kappa of its predictions with the dense model's own, or `null` where that is undefined. */
  readonly kappa: number | null;
  /** Effective rank of its penultimate layer, or `null` where that is constant. */
  readonly effectiveRank: number | null;
}

const LEAST = 0.5;

/**
 * Why a pruned model counts as collapsed, or `null` where it is alive.
 *
 * Alive means that at least half of the dense model's chance-corrected accuracy is left (without labels: kappa with its
 * own dense predictions ≥ .5; without predictions the rank alone decides) and half of its effective rank. Two dead networks look alike; that is no shared core.
 *
 * @param name - the model's name, as the reason should call it.
 * @param classes - C, for the accuracy of chance, 1/C.
 */
export function collapse(name: string, dense: Vitality, pruned: Vitality, classes: number | null): string | null {
  return deaf(name, dense, pruned, classes) ?? flat(name, dense, pruned);
}

function deaf(name: string, dense: Vitality, pruned: Vitality, classes: number | null): string | null {
  if (dense.accuracy !== null && pruned.accuracy !== null && classes !== null) {
    const chance = 1 / classes;
    if (dense.accuracy <= chance) return `${name} is at chance when dense`;
    const left = (pruned.accuracy - chance) / (dense.accuracy - chance);
    return left >= LEAST ? null : `${name} keeps ${left.toFixed(3)} of its accuracy above chance`;
  }
  if (!pruned.predicts) return null;
  if (pruned.kappa === null) return `${name} and its dense self give one class throughout: its kappa is undefined`;
  return pruned.kappa >= LEAST ? null : `${name} agrees with its dense self at a kappa of ${pruned.kappa.toFixed(3)}`;
}

function flat(name: string, dense: Vitality, pruned: Vitality): string | null {
  if (dense.effectiveRank === null) return `${name} is constant when dense`;
  if (pruned.effectiveRank === null) return `${name} is constant`;
  const left = pruned.effectiveRank / dense.effectiveRank;
  return left >= LEAST ? null : `${name} keeps ${left.toFixed(3)} of its effective rank`;
}
