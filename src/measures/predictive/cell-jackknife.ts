import { plainInterval } from "../stats/jackknife.js";
import type { PredictiveScore } from "./predictive-score.js";

/** What a statistic is without one of the `count` examples of a cell, the same for each of them. */
export interface LeftOut {
  readonly value: number;
  readonly count: number;
}

/** A monotone scale on which a statistic is nearly normal, and the way back. */
export interface Scale {
  readonly to: (value: number) => number;
  readonly from: (value: number) => number;
}

/** An interval, or why there is none. */
export type IntervalOrReason = Pick<PredictiveScore, "interval" | "reasons">;

/** Leave-one-out values nearer to each other than this differ by rounding alone. */
const ROUNDING = 1e-12;

/**
 * The jackknife's 95 % interval of a statistic of counts, taken on a scale and mapped back.
 *
 * @param cells - every cell that holds an example.
 * @returns no interval where the statistic, or what leaving out some example makes of it, is off the end of the scale,
 *   and where leaving out any example makes the same of it.
 */
export function cellJackknife(statistic: number, cells: readonly LeftOut[], scale: Scale): IntervalOrReason {
  const estimate = scale.to(statistic);
  const leftOut = cells.map(({ value }) => scale.to(value));
  if (![estimate, ...leftOut].every(Number.isFinite)) {
    return none("the score, or the score without some example, is undefined or at the end of its range");
  }
  if (Math.max(...leftOut) - Math.min(...leftOut) < ROUNDING) {
    return none("the score is the same without any one example: the jackknife sees no spread");
  }
  const leaveOneOut = Float64Array.from(cells.flatMap(({ count }, k) => Array(count).fill(leftOut[k])));
  const [low, high] = plainInterval(estimate, leaveOneOut);
  return { interval: [scale.from(low), scale.from(high)], reasons: {} };
}

function none(reason: string): IntervalOrReason {
  return { interval: null, reasons: { interval: reason } };
}
