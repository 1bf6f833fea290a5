import { leftOutCaveat, scope, towerCaveat } from "./caveats.js";
import type { Evidence, LeftOut, Verdict } from "./evidence.js";
import { independentModels } from "./independent-models.js";
import { type PruningTest, pruningTest } from "./pruning-test.js";
import { allOf } from "./verdict.js";
import { estimateText, numberText, pText, wordList } from "./wording.js";

/** Finding 2: self-CKA tracks accuracy while pruning, accuracy falls more sharply. */
export interface PruningFinding {
  readonly verdict: Verdict;
  /** Of the two halves of the claim. */
  readonly tracks: Verdict;
  readonly sharper: Verdict;
  readonly sentence: string;
  /** What stands beside it: within families, and all models and levels together. */
  readonly details: readonly string[];
  readonly caveats: readonly string[];
  readonly tests: readonly PruningTest[];
  /** Data sets on which nothing can be followed. */
  readonly untested: readonly {
    readonly data: string;
    readonly leftOut: readonly LeftOut[];
    readonly reason: string;
  }[];
}

/** Finding 2. Supported where both halves of it are on every data set with curves to follow. */
export function pruningFinding({ models, data }: Evidence, seed: number): PruningFinding {
  const found = data.map((one) => pruningTest(models, one, seed));
  const tests = found.filter((one): one is PruningTest => "pooled" in one);
  const untested = found.flatMap((one) => ("pooled" in one ? [] : [one]));
  const tracks = allOf(tests.map((test) => test.tracks));
  const sharper = allOf(tests.map((test) => test.sharper));
  const counted = independentModels(models, "pruned").kept.flatMap((i) => models[i] ?? []);
  const twins = counted.some(
    ({ twins: label }, i) => label !== null && counted.findIndex((o) => o.twins === label) < i,
  );
  const shared = new Set(counted.map(({ family }) => family)).size < counted.length;
  return {
    verdict: allOf([tracks, sharper]),
    tracks,
    sharper,
    sentence: sentenceOf(tracks, sharper, tests, untested),
    details: tests.map(detailOf),
    caveats: [
      scope(counted, "networks"),
      towerCaveat(counted),
      shared ? TAKEN_ALONE : null,
      twins ? "Seed twins count as models of their own here." : null,
      leftOutCaveat(found),
    ].filter((text) => text !== null),
    tests,
    untested,
  };
}

const TAKEN_ALONE =
  "How sharply accuracy falls is tested as if models were independent of each other: what a family has in common counts as often as it has models.";

function sentenceOf(
  tracks: Verdict,
  sharper: Verdict,
  tests: readonly PruningTest[],
  untested: PruningFinding["untested"],
): string {
  const parts = tests.length === 0 ? [] : [trackingSentence(tracks, tests), sharpnessSentence(sharper, tests)];
  if (untested.length > 0)
    parts.push(`Nothing to follow ${wordList(untested.map(({ data, reason }) => `on ${data} (${reason})`))}.`);
  return parts.length === 0 ? "There is no data set to follow models on." : parts.join(" ");
}

function trackingSentence(verdict: Verdict, tests: readonly PruningTest[]): string {
  const claim = {
    supported: "While pruned, models whose self-CKA holds out longer keep their accuracy longer",
    "not supported": "It is not shown that models whose self-CKA holds out longer keep their accuracy longer",
    "not testable": "Whether models whose self-CKA holds out longer keep their accuracy longer cannot be told",
  }[verdict];
  const clauses = tests.map(({ data, pooled: { r, test, verdict: own, reasons } }) => {
    const why = own === "not testable" ? `, not testable (${reasons.verdict})` : "";
    return `${data} r within levels ${estimateText(r)}, ${pText(test?.pValue ?? null)}${why}`;
  });
  return `${claim}: ${clauses.join("; ")}.`;
}

function detailOf({ data, withinFamilies: { r, test, verdict, reasons }, rawR }: PruningTest): string {
  const within =
    verdict === "not testable"
      ? `cannot be told (${reasons.verdict})`
      : `is ${estimateText(r)}, ${pText(test?.pValue ?? null)}`;
  return `On ${data} r within levels and families ${within}; r over all models and levels together is ${numberText(rawR)}, which the common fall alone makes high.`;
}

function sharpnessSentence(verdict: Verdict, tests: readonly PruningTest[]): string {
  const claim = {
    supported: "Accuracy falls more sharply than self-CKA",
    "not supported": "It is not shown that accuracy falls more sharply than self-CKA",
    "not testable": "Whether accuracy falls more sharply than self-CKA cannot be told",
  }[verdict];
  const clauses = tests.map(({ data, sharpness: { mean, test, verdict: own, reasons } }) => {
    const why = own === "not testable" ? `, not testable (${reasons.verdict})` : "";
    return `${data} area ${estimateText(mean)} larger, ${pText(test?.pValue ?? null)}${why}`;
  });
  return `${claim}: ${clauses.join("; ")}.`;
}
