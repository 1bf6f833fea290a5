import { mean } from "../../kernels/mean.js";
import type { Jackknifed } from "../../measures/stats/jackknife.js";
import { pearson } from "../../measures/stats/pearson.js";
import type { PairGains } from "./evidence.js";

/** What of the leave-one-out values of a pair's gains the findings need. */
export type GainMoments = Pick<PairGains, "gain" | "standardError" | "correlations">;

/**
 * Gains, their standard errors and how they hang together, from the gains without each example: so n numbers a level need
 * not be kept.
 *
 * @param gains - one a level, `null` where it is undefined; all of the same n ≥ 2 examples.
 * @returns se² = (n − 1)/n·Σ(D₋ᵢ − mean)²; correlations are `null` where one of two gains is undefined or never changes.
 * @example
 * const gain = { score: 1, leaveOneOut: Float64Array.of(0, 2) };
 * gainMoments([gain, null]).standardError; // => [1, null]
 * gainMoments([gain, null]).correlations; // => [[1, null], [null, null]]
 */
export function gainMoments(gains: readonly (Jackknifed | null)[]): GainMoments {
  return {
    gain: gains.map((one) => one?.score ?? null),
    standardError: gains.map((one) => (one === null ? null : standardError(one.leaveOneOut))),
    correlations: gains.map((one, k) =>
      gains.map((other, l) => {
        if (one === null || other === null) return null;
        const r = k === l && standardError(one.leaveOneOut) > 0 ? 1 : pearson(one.leaveOneOut, other.leaveOneOut);
        return Number.isFinite(r) ? r : null;
      }),
    ),
  };
}

function standardError(leaveOneOut: Float64Array): number {
  const n = leaveOneOut.length;
  const middle = mean(leaveOneOut);
  return Math.sqrt(((n - 1) / n) * leaveOneOut.reduce((sum, value) => sum + (value - middle) ** 2, 0));
}
