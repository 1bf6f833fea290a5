import type { ReasonedInterval, Score } from "../score.js";
import { fisherInterval } from "./jackknife.js";

/** Scores nearer to 1 than this count as 1. */
const ROUNDING = 1e-12;

/**
 * The interval of a score whose size alone decides it: [1, 1] of identical representations, none of opposite ones;
 * `null` where it has to be computed.
 *
 * @example
 * extremeInterval(1); // => { interval: [1, 1], reason: "identical" }
 * extremeInterval(0.5); // => null
 */
export function extremeInterval(score: number): ReasonedInterval | null {
  if (1 - score < ROUNDING) return { interval: [1, 1], reason: "identical" };
  return 1 + score < ROUNDING ? { interval: null, reason: "opposite" } : null;
}

/**
 * The jackknife's interval on Fisher's scale, or why there is none: a leave-one-out value that is not a number, or one
 * at ±1, where the scale ends.
 *
 * @param scores - θ₋ᵢ of each of n examples; NaN where it is undefined.
 * @param what - was left out at a time.
 * @example
 * jackknifeInterval(0, Float64Array.of(0, 0)); // => { interval: [0, 0], reason: null }
 * jackknifeInterval(0, Float64Array.of(0, 1)).reason; // => "without example 1 (from 0) the score is 1"
 */
export function jackknifeInterval(score: number, scores: Float64Array, what = "example"): ReasonedInterval {
  const extreme = extremeInterval(score);
  if (extreme !== null) return extreme;
  const undefinedAt = scores.findIndex(Number.isNaN);
  if (undefinedAt >= 0) return { interval: null, reason: `undefined without ${what} ${undefinedAt} (from 0)` };
  const at = scores.findIndex((without) => 1 - Math.abs(without) < ROUNDING);
  if (at < 0) return { interval: fisherInterval(score, scores), reason: null };
  return { interval: null, reason: `without ${what} ${at} (from 0) the score is ${scores.at(at)?.toFixed(0)}` };
}

/**
 * An interval no wider than the measure's range; that it was cut is said.
 *
 * @example
 * cutInterval({ interval: [-0.1, 0.2], reason: null }, [0, 1]); // => { interval: [0, 0.2], reason: "cut to [0, 1]" }
 */
export function cutInterval(whole: ReasonedInterval, [least, greatest]: readonly [number, number]): ReasonedInterval {
  if (whole.interval === null) return whole;
  const [low, high] = whole.interval;
  if (low >= least && high <= greatest) return whole;
  const interval: Score["interval"] = [Math.max(low, least), Math.min(high, greatest)];
  return { interval, reason: `cut to [${least}, ${greatest}]` };
}
