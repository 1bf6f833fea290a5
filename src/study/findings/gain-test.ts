import { normalCdf, normalQuantile } from "../../measures/stats/normal.js";
import { normalExtremes } from "../../measures/stats/normal-maxima.js";
import { quantile } from "../../measures/stats/quantile.js";
import { studentQuantile, studentUpper } from "../../measures/stats/student-t.js";
import type { PairGains } from "./evidence.js";

/** The gain of a pair that stands out most, with what the search for it costs. */
export interface GainTest {
  /** Levels that were searched: above 0, counting, with a gain and its spread. */
  readonly levels: readonly number[];
  /** Where the gain is largest beside its standard error. */
  readonly level: number;
  readonly gain: number;
  /** 95 % for the gains at all searched levels at once. */
  readonly interval: readonly [number, number];
  /** That no searched level has a gain above 0, against that some has. */
  readonly pValue: number;
  /** How the search was allowed for: the largest of correlated normal variables, or Bonferroni's bound. */
  readonly method: "maximum" | "bound";
}

/** Below this p, which draws tell only roughly, Bonferroni's bound is used: it is sharp there. */
const SHARP = 0.001;
const LEVEL = 0.95;

/**
 * Is one of a pair's counting gains above 0? The maximum over the levels of gain over standard error, against its distribution
 * where no level has a gain: the largest of normal variables that go together as the gains do when single examples are left out.
 *
 * @param levels - of the pruning, ascending.
 * @param standard - independent normal variables to make them of, at least 1,000 a level.
 * @returns `null` where no level may be searched.
 * @see Hothorn, Bretz & Westfall 2008 (simultaneous inference)
 */
export function gainTest(pair: PairGains, levels: readonly number[], standard: Float64Array): GainTest | null {
  const searched = levels.flatMap((level, k) => {
    const [gain, error] = [pair.gain[k] ?? null, pair.standardError[k] ?? null];
    const usable = level > 0 && pair.counts[k] && gain !== null && error !== null && error > 0;
    return usable ? [{ k, level, gain, error, tail: studentUpper(gain / error, pair.n - 1) }] : [];
  });
  const [first, ...others] = searched;
  if (first === undefined) return null;
  const best = others.reduce((least, one) => (one.tail < least.tail ? one : least), first);
  const places = searched.map(({ k }) => k);
  const { pValue, reach, method } = searchCost(best.tail, correlationsOf(pair, places), places.length, standard);
  const half = studentQuantile(1 - reach, pair.n - 1) * best.error;
  return {
    levels: searched.map(({ level }) => level),
    level: best.level,
    gain: best.gain,
    interval: [best.gain - half, best.gain + half],
    pValue,
    method,
  };
}

interface SearchCost {
  readonly pValue: number;
  /** The upper tail at one level that leaves 95 % for all levels at once. */
  readonly reach: number;
  readonly method: GainTest["method"];
}

function searchCost(
  tail: number,
  correlations: readonly (readonly number[])[] | null,
  count: number,
  standard: Float64Array,
): SearchCost {
  const bound = Math.min(1, count * tail);
  if (correlations === null || count === 1)
    return { pValue: bound, reach: (1 - LEVEL) / 2 / count, method: count === 1 ? "maximum" : "bound" };
  const { maxima, magnitudes } = normalExtremes(correlations, standard);
  const reach = normalCdf(-quantile(magnitudes, LEVEL));
  if (bound < SHARP) return { pValue: bound, reach, method: "maximum" };
  const reached = tail >= 1 ? -Infinity : -normalQuantile(tail);
  const below = maxima.findIndex((value) => value >= reached);
  const beyond = below < 0 ? 0 : maxima.length - below;
  return { pValue: (1 + beyond) / (1 + maxima.length), reach, method: "maximum" };
}

/** Between the searched levels; `null` where one is not known. */
function correlationsOf({ correlations }: PairGains, places: readonly number[]): readonly (readonly number[])[] | null {
  const rows = places.map((k) => places.flatMap((l) => correlations?.[k]?.[l] ?? []));
  return rows.every((row) => row.length === places.length) ? rows : null;
}
