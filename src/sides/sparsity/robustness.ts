import { mean } from "../../kernels/mean.js";
import { plainInterval } from "../../measures/stats/jackknife.js";
import type { PrunedPair } from "./pruned-pair.js";

/** Do two models take pruning alike? */
export interface Robustness {
  /** 1 − mean over the levels of |c_A(s) − c_B(s)|; 1: both change alike, `null` without a level to tell. */
  readonly score: number | null;
  readonly interval: readonly [number, number] | null;
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Robustness of a pair over its pruning levels.
 *
 * The interval jackknifes the mean itself, from the leave-one-out self-similarities that every level already has. There
 * is no null model for this number, so there is no chance to hold it against.
 *
 * @param levels - one entry a level above 0, in order; levels where a self-similarity is undefined are left out and named.
 */
export function robustness(levels: readonly { readonly level: number; readonly pair: PrunedPair }[]): Robustness {
  const usable = levels.flatMap(({ pair: { self } }) =>
    self.a.score === null || self.b.score === null
      ? []
      : [{ a: self.a, b: self.b, gap: Math.abs(self.a.score - self.b.score) }],
  );
  const left = levels.filter(({ pair: { self } }) => self.a.score === null || self.b.score === null);
  const reasons: Record<string, string> = {};
  if (left.length > 0)
    reasons.levels = `left out, a self-similarity is undefined: ${left.map(({ level }) => level).join(", ")}`;
  if (usable.length === 0) {
    const why = levels.length === 0 ? "there is no level above 0" : "no level has both self-similarities";
    return { score: null, interval: null, reasons: { ...reasons, score: why, interval: why } };
  }
  const score = 1 - mean(usable.map(({ gap }) => gap));
  const first = usable[0]?.a.leaveOneOut;
  if (!first || usable.some(({ a, b }) => a.leaveOneOut === null || b.leaveOneOut === null))
    return {
      score,
      interval: null,
      reasons: { ...reasons, interval: "a self-similarity has no leave-one-out values" },
    };
  const without = first.map((_, i) => 1 - mean(usable.map(({ a, b }) => gapWithout(a.leaveOneOut, b.leaveOneOut, i))));
  return { score, interval: plainInterval(score, without), reasons };
}

function gapWithout(a: Float64Array | null, b: Float64Array | null, i: number): number {
  return Math.abs((a?.[i] ?? Number.NaN) - (b?.[i] ?? Number.NaN));
}
