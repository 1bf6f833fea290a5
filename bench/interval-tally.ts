import type { PredictiveScore } from "../src/measures/index.js";

/** Intervals of one kind: how many there are, how many hold the truth, lie below it, lie above it. */
export interface Tally {
  readonly count: number;
  readonly held: number;
  readonly below: number;
  readonly above: number;
  /** Mean width; NaN where there is none. */
  readonly width: number;
}

/** The intervals of many samples, by what is said of them; numbers in what is said are written k. */
export interface Tallies {
  /** Intervals that nothing is said of. */
  readonly plain: Tally;
  readonly flagged: Readonly<Record<string, Tally>>;
  /** Samples without an interval, by the reason. */
  readonly missing: Readonly<Record<string, number>>;
}

/** Counts the intervals that hold the truth, those that something is said of apart. */
export function tallies(scores: readonly PredictiveScore[], truth: number): Tallies {
  const [without, having] = [scores.filter(({ interval }) => !interval), scores.filter(({ interval }) => interval)];
  const { "": plain = [], ...flagged } = byReason(having);
  return {
    plain: tally(plain, truth),
    flagged: mapValues(flagged, (some) => tally(some, truth)),
    missing: mapValues(byReason(without), (some) => some.length),
  };
}

/** Tallies put together; the width is that of all their intervals. */
export function together(some: readonly Tally[]): Tally {
  const sum = (of: (tally: Tally) => number) => some.reduce((total, tally) => total + of(tally), 0);
  const count = sum((tally) => tally.count);
  return {
    count,
    held: sum(({ held }) => held),
    below: sum(({ below }) => below),
    above: sum(({ above }) => above),
    width: sum((tally) => (tally.count === 0 ? 0 : tally.count * tally.width)) / count,
  };
}

/** Scores by what is said of their interval; "" where nothing is. */
function byReason(scores: readonly PredictiveScore[]): Readonly<Record<string, readonly PredictiveScore[]>> {
  const said = scores.map(({ reasons }) => (reasons.interval ?? "").replace(/\d+(\.\d+)?/g, "k"));
  return Object.fromEntries([...new Set(said)].map((why) => [why, scores.filter((_, k) => said[k] === why)]));
}

function tally(scores: readonly PredictiveScore[], truth: number): Tally {
  const intervals = scores.flatMap(({ interval }) => (interval === null ? [] : [interval]));
  const below = intervals.filter(([, high]) => high < truth).length;
  const above = intervals.filter(([low]) => low > truth).length;
  const count = intervals.length;
  const width = intervals.reduce((sum, [low, high]) => sum + high - low, 0) / count;
  return { count, held: count - below - above, below, above, width };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, to: (value: T) => U): Readonly<Record<string, U>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));
}
