import { holm } from "../../measures/stats/holm.js";
import { standardNormals } from "../../measures/stats/normal-maxima.js";
import { leftOutCaveat, scope, towerCaveat } from "./caveats.js";
import type { DataEvidence, Evidence, Verdict } from "./evidence.js";
import { type GainTest, gainTest } from "./gain-test.js";
import { independentModels } from "./independent-models.js";
import { ALPHA } from "./verdict.js";
import { countText, estimateText, pText } from "./wording.js";

/** A pair with a gain to test. */
interface TestedPair extends GainTest {
  readonly data: string;
  readonly a: string;
  readonly b: string;
  /** p by Holm, over all pairs of all data sets. */
  readonly adjusted: number;
  /** Whether this p is at most .05 and the interval lies above 0. */
  readonly supported: boolean;
}

/** Finding 3: pruning as a regulariser. */
export interface RegulariserFinding {
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly caveats: readonly string[];
  /** In the order of the data sets and of the models. */
  readonly pairs: readonly TestedPair[];
  readonly untested: readonly { readonly data: string; readonly a: string; readonly b: string; readonly why: string }[];
}

/** Draws of the extremes; Bonferroni's bound takes over where they are too coarse. */
const DRAWS = 9999;
/** Pairs that a sentence names. */
const NAMED = 3;

/**
 * Finding 3, "pruning as a regulariser": some pairs of models become more alike while both are alive.
 *
 * Supported where at least one pair has a counting gain above 0: the search over levels is part of each test, that over pairs
 * and data sets is allowed for by Holm, whose result holds however the pairs hang together.
 */
export function regulariserFinding({ models, data }: Evidence, seed: number): RegulariserFinding {
  const independent = independentModels(models, "pruned");
  const { kept } = independent;
  const most = Math.max(0, ...data.map(({ levels }) => levels.length));
  const normals = standardNormals(DRAWS * most, seed);
  const nameOf = (i: number) => models[i]?.name ?? "";
  const found = data.flatMap((one) => {
    const of = (pairs: DataEvidence["gains"]) => pairs.filter(({ a, b }) => kept.includes(a) && kept.includes(b));
    return of(one.gains).map((pair) => ({
      data: one.name,
      a: nameOf(pair.a),
      b: nameOf(pair.b),
      test: gainTest(pair, one.levels, normals),
    }));
  });
  const tested = found.flatMap(({ test, ...pair }) => (test === null ? [] : [{ ...pair, ...test }]));
  const adjusted = holm(tested.map(({ pValue }) => pValue));
  const pairs = tested.map((pair, i): TestedPair => {
    const p = adjusted[i] ?? 1;
    return { ...pair, adjusted: p, supported: p <= ALPHA && pair.interval[0] > 0 };
  });
  const untested = found.flatMap(({ test, ...pair }) => (test === null ? [{ ...pair, why: NOTHING_COUNTS }] : []));
  const verdict = verdictOn(pairs);
  const counted = kept.flatMap((i) => models[i] ?? []);
  return {
    verdict,
    sentence: sentenceOf(verdict, pairs, untested.length),
    caveats: [scope(counted, "networks"), towerCaveat(counted), ...bounds(pairs), leftOutCaveat([independent])].filter(
      (text) => text !== null,
    ),
    pairs,
    untested,
  };
}

const NOTHING_COUNTS = "no level above 0 has a gain that counts, with its spread";

function verdictOn(pairs: readonly TestedPair[]): Verdict {
  if (pairs.length === 0) return "not testable";
  return pairs.some(({ supported }) => supported) ? "supported" : "not supported";
}

function sentenceOf(verdict: Verdict, pairs: readonly TestedPair[], untested: number): string {
  const rest = untested === 0 ? "" : ` ${countText(untested, "pair has", "pairs have")} no gain that counts.`;
  if (verdict === "not testable")
    return `Whether pruning makes models more alike cannot be told: no pair has a gain that counts.`;
  const ascending = [...pairs].sort((one, other) => one.pValue - other.pValue);
  const gaining = ascending.filter(({ supported }) => supported);
  const named = (gaining.length > 0 ? gaining.slice(0, NAMED) : ascending.slice(0, 1)).map(pairText).join("; ");
  if (verdict === "supported") {
    const which = gaining.length > NAMED ? `, most clearly ${named}` : `: ${named}`;
    return `Pruning makes ${gaining.length} of ${testedText(pairs)} more alike while both are alive${which}.${rest}`;
  }
  const none = `It is not shown that pruning makes any of ${testedText(pairs)} more alike`;
  return `${none}: what stands out most is ${named}.${rest}`;
}

/** A pair counts once on each data set. */
function testedText(pairs: readonly TestedPair[]): string {
  const sets = new Set(pairs.map(({ data }) => data)).size;
  if (sets === 1) return countText(pairs.length, "pair", "pairs");
  const different = new Set(pairs.map(({ a, b }) => `${a}\n${b}`)).size;
  return `${pairs.length} cases (${countText(different, "pair", "pairs")} on ${sets} data sets)`;
}

function pairText({ data, a, b, level, gain, interval, adjusted }: TestedPair): string {
  const percent = Number((100 * level).toPrecision(12));
  return `${a} and ${b} on ${data} at ${percent} % sparsity, gain ${estimateText({ value: gain, interval })}, ${pText(adjusted)} after Holm`;
}

function bounds(pairs: readonly TestedPair[]): readonly string[] {
  const some = pairs.filter(({ method }) => method === "bound").length;
  if (some === 0) return [];
  return [
    `How gains at different levels go together is not known of ${countText(some, "pair", "pairs")}; Bonferroni's bound is taken.`,
  ];
}
