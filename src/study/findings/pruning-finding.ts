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
  const counted = independentModels(models).kept.flatMap((i) => models[i] ?? []);
  const twins = counted.some(
    ({ twins: label }, i) => label !== null && counted.findIndex((o) => o.twins === label) < i,
  );
  return {
    verdict: allOf([tracks, sharper]),
    tracks,
    sharper,
    sentence: sentenceOf(tracks, sharper, tests, untested),
    caveats: [
      scope(counted, "networks"),
      towerCaveat(counted),
      twins ? "Seed twins count as models of their own here." : null,
      leftOutCaveat(found),
    ].filter((text) => text !== null),
    tests,
    untested,
  };
}

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
  const clauses = tests.map(({ data, pooled, withinFamilies, rawR }) => {
    const within =
      withinFamilies.verdict === "not testable"
        ? "within families not testable"
        : `within families ${numberText(withinFamilies.r.value)}, ${pText(withinFamilies.test?.pValue ?? null)}`;
    const why = pooled.verdict === "not testable" ? `, not testable (${pooled.reasons.verdict})` : "";
    const r = `r within levels ${estimateText(pooled.r)}, ${pText(pooled.test?.pValue ?? null)}${why}`;
    return `${data} ${r}; ${within} (raw r ${numberText(rawR)}, which the common fall alone makes high)`;
  });
  return `${claim}: ${clauses.join("; ")}.`;
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
