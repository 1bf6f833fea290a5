import type { Details, ReasonedInterval, Score } from "./score.js";

/** Thresholds nearer to 1 than this count as 1. */
const ROUNDING = 1e-12;

/** All that a measure found out about a score. */
export interface Findings {
  readonly score: number;
  readonly chance: number;
  readonly threshold: number;
  readonly pValue: number;
  readonly interval: ReasonedInterval;
  readonly details?: Details;
}

/** The whole score: adds what is calibrated, `null` where the threshold is 1 or more. */
export function completeScore({ score, chance, threshold, pValue, interval, details }: Findings): Score {
  const blunt = threshold > 1 - ROUNDING;
  return {
    score,
    chance,
    calibrated: blunt ? null : (score - threshold) / (1 - threshold),
    threshold,
    pValue,
    interval: interval.interval,
    ...(details && { details }),
    reasons: {
      ...(blunt && { calibrated: "the threshold is 1: too few examples to tell a score from chance" }),
      ...(interval.reason !== null && { interval: interval.reason }),
    },
  };
}
