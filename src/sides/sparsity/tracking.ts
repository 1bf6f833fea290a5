import { differenceInterval, fisherInterval, type Jackknifed } from "../../measures/stats/jackknife.js";
import { pearson } from "../../measures/stats/pearson.js";
import { jackknifedArea, jackknifedBy } from "./area.js";

type Interval = readonly [number, number] | null;

/** One value with its interval. */
interface Estimate {
  readonly value: number | null;
  readonly interval: Interval;
}

/** Does a network's similarity to its dense self follow its accuracy while it is pruned? */
export interface Tracking {
  /** Levels that it is of, 0 among them. */
  readonly levels: readonly number[];
  /** Pearson's r over the levels of self-similarity c and chance-corrected accuracy a*: both fall, which alone makes it high. */
  readonly r: Estimate;
  /** The same of their changes from level to level, which have no trend in common. */
  readonly steps: Estimate;
  /** Area under c less that under a*: above 0, accuracy falls more sharply. */
  readonly sharpness: Estimate;
  readonly reasons: Readonly<Record<string, string>>;
}

/** A level at which both are known. */
export interface TrackedLevel {
  readonly level: number;
  readonly cka: Jackknifed;
  readonly aboveChance: Jackknifed;
}

const FEWEST_LEVELS = 3;
/** Two changes lie on a line whatever they are. */
const FEWEST_STEPS = 3;
/** An r this near to 1 has no scale to be jackknifed on. */
const EXACT = 1e-12;

/**
 * Finding 2 for one network.
 *
 * Intervals jackknife over the examples: the levels are chosen, not sampled, and stay in their order. They cover the
 * sampling of images, and nothing else.
 *
 * @param levels - ascending.
 */
export function tracking(levels: readonly TrackedLevel[]): Tracking {
  const at = levels.map(({ level }) => level);
  if (levels.length < FEWEST_LEVELS) {
    const why = `both are known at ${levels.length} levels, at least ${FEWEST_LEVELS} are needed`;
    const none = { value: null, interval: null };
    return { levels: at, r: none, steps: none, sharpness: none, reasons: { r: why, steps: why, sharpness: why } };
  }
  const [c, a] = [levels.map(({ cka }) => cka), levels.map(({ aboveChance }) => aboveChance)];
  const both = [...c, ...a];
  const split = (of: readonly number[]) => [of.slice(0, c.length), of.slice(c.length)] as const;
  const r = jackknifedBy(both, (of) => pearson(...split(of)));
  const steps = jackknifedBy(both, (of) => pearson(...(split(of).map(changes) as [number[], number[]])));
  const [areaC, areaA] = [jackknifedArea(at, c), jackknifedArea(at, a)];
  const [ofR, ofSteps] = [correlation(r), levels.length > FEWEST_STEPS ? correlation(steps) : TOO_FEW_STEPS];
  return {
    levels: at,
    r: ofR.estimate,
    steps: ofSteps.estimate,
    sharpness: { value: areaC.score - areaA.score, interval: differenceInterval(areaC, areaA) },
    reasons: { ...named("r", ofR.reason), ...named("steps", ofSteps.reason) },
  };
}

const FEW_STEPS = "two changes lie on a line whatever they are: it takes four levels";
const TOO_FEW_STEPS = {
  estimate: { value: null, interval: null },
  reason: { value: FEW_STEPS, interval: FEW_STEPS },
} as const;

function named(key: string, reason: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(reason).map(([part, why]) => [`${key}.${part}`, why]));
}

function correlation(of: Jackknifed): { estimate: Estimate; reason: Record<string, string> } {
  if (!Number.isFinite(of.score)) {
    const why = "one of the two does not change over the levels";
    return { estimate: { value: null, interval: null }, reason: { value: why, interval: why } };
  }
  if ([of.score, ...of.leaveOneOut].some((value) => !(Math.abs(value) < 1 - EXACT))) {
    const interval = "r is 1 or undefined, or would be without some example";
    return { estimate: { value: of.score, interval: null }, reason: { interval } };
  }
  return { estimate: { value: of.score, interval: fisherInterval(of.score, of.leaveOneOut) }, reason: {} };
}

function changes(values: readonly number[]): number[] {
  return values.slice(1).map((value, k) => value - (values[k] ?? Number.NaN));
}
