import { rootDistances, staticDistances } from "../structure/distances.js";
import { leftOutCaveat, scope, towerCaveat } from "./caveats.js";
import { among, completeModels } from "./complete-models.js";
import type { DataEvidence, Evidence, LeftOut, ModelEvidence, PairMatrix, Verdict } from "./evidence.js";
import { type FamilyAnswer, familyTest } from "./family-test.js";
import { independentModels, withoutTwins } from "./independent-models.js";
import { SIDE_NAMES, type SideName, sideMatrix } from "./sides.js";
import { allOf } from "./verdict.js";
import { countText, estimateText, numberText, pText, wordList } from "./wording.js";

/** One side on one data set: are models of one family more alike? */
export interface FamilyTest extends FamilyAnswer {
  readonly data: string;
  readonly side: SideName;
  /** Similarities as measured, or 0 at the .95 quantile of their null, which only the static side has. */
  readonly scale: "raw" | "calibrated";
  /** Whether all seed twins count, or of each set of them one. */
  readonly twins: "all" | "one";
  /** What silhouettes and pseudo-F are of: θ, or √(1 − similarity). */
  readonly distance: "angular" | "root";
  readonly models: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Finding 1: family dominates. */
export interface FamilyFinding {
  readonly verdict: Verdict;
  readonly sentence: string;
  /** What stands beside it: seed twins counted once, and the other two sides. */
  readonly details: readonly string[];
  readonly caveats: readonly string[];
  readonly tests: readonly FamilyTest[];
}

/**
 * Finding 1, "family dominates": representations are more alike within a family than between families.
 *
 * Supported where the static side says so on every data set, raw and calibrated, with all seed twins and with one of each set
 * of them: what twins alone make is no family's doing. The other two sides stand beside it.
 */
export function familyFinding(evidence: Evidence, seed: number): FamilyFinding {
  const { models, data } = evidence;
  const all = independentModels(models);
  const single = withoutTwins(models, all);
  const twins = single.kept.length < all.kept.length ? (["all", "one"] as const) : (["all"] as const);
  const tests = twins.flatMap((which) =>
    data.flatMap((one) => questions(one).map((question) => testOf(models, which, question, seed))),
  );
  const counted = all.kept.flatMap((i) => models[i] ?? []);
  const verdict = allOf(tests.flatMap((test) => (test.side === "static" ? [test.verdict] : [])));
  return {
    verdict,
    sentence: sentenceOf(verdict, tests, countText(counted.length, "model", "models")),
    details: detailsOf(tests),
    caveats: [
      scope(counted, "families"),
      towerCaveat(counted),
      leftOutCaveat([all, ...tests.filter(({ twins: which }) => which === "all")]),
    ].filter((text) => text !== null),
    tests,
  };
}

interface Question {
  readonly data: string;
  readonly side: SideName;
  readonly scale: FamilyTest["scale"];
  readonly distance: FamilyTest["distance"];
  readonly similarity: PairMatrix;
  readonly distances: PairMatrix;
}

function questions(data: DataEvidence): readonly Question[] {
  const { kind, matrix } = staticDistances(data);
  const { calibrated } = data.static;
  const on = { data: data.name, distance: "root" as const };
  return SIDE_NAMES.flatMap((side): Question[] => {
    const similarity = sideMatrix(data, side);
    if (side !== "static") return [{ ...on, side, scale: "raw", similarity, distances: rootDistances(similarity) }];
    return [
      { ...on, side, scale: "raw", distance: kind, similarity, distances: matrix },
      { ...on, side, scale: "calibrated", similarity: calibrated, distances: rootDistances(calibrated) },
    ];
  });
}

function testOf(
  models: readonly ModelEvidence[],
  twins: FamilyTest["twins"],
  { similarity, distances, ...question }: Question,
  seed: number,
): FamilyTest {
  const what = question.side === "static" ? `${question.scale} similarity or distance` : `${question.side} similarity`;
  const independent = independentModels(models, question.side === "sparsity" ? "pruned" : "all");
  const counted = twins === "one" ? withoutTwins(models, independent) : independent;
  const { kept, leftOut } = completeModels(models, counted, [similarity, distances], what);
  const answer = familyTest({
    names: kept.map((i) => models[i]?.name ?? ""),
    families: kept.map((i) => models[i]?.family ?? ""),
    similarity: among(similarity, kept, 1),
    distances: among(distances, kept, 0),
    seed,
  });
  return { ...question, twins, models: kept.map((i) => models[i]?.name ?? ""), leftOut, ...answer };
}

function sentenceOf(verdict: Verdict, tests: readonly FamilyTest[], models: string): string {
  const claim = {
    supported: `In the ${models} counted representations are more alike within a family than between families`,
    "not supported": `In the ${models} counted it is not shown that representations are more alike within a family than between families`,
    "not testable": `Whether representations are more alike within a family than between families cannot be told from the ${models} counted`,
  }[verdict];
  return `${claim}: ${clauses(tests, "static", "all")}.`;
}

function detailsOf(tests: readonly FamilyTest[]): readonly string[] {
  const of = (side: SideName, twins: FamilyTest["twins"], start: string) =>
    tests.some((test) => test.side === side && test.twins === twins)
      ? [`${start}: ${clauses(tests, side, twins)}.`]
      : [];
  return [
    ...of("static", "one", "With one of each set of seed twins"),
    ...of("functional", "all", "On the functional side"),
    ...of("sparsity", "all", "On the sparsity side"),
  ];
}

/** One clause a data set, raw and calibrated side by side. */
function clauses(tests: readonly FamilyTest[], side: SideName, twins: FamilyTest["twins"]): string {
  const some = tests.filter((test) => test.side === side && test.twins === twins);
  const names = [...new Set(some.map(({ data }) => data))];
  return names.map((name) => `${name} ${wordList(some.filter(({ data }) => data === name).map(clause))}`).join("; ");
}

function clause({ side, scale, auc, permanova, verdict, reasons }: FamilyTest): string {
  const which = side === "static" ? `${scale}: ` : "";
  if (auc.value === null || permanova === null) return `${which}not testable (${reasons.verdict ?? reasons.auc ?? ""})`;
  const numbers = `AUC ${estimateText(auc)}, R² ${numberText(permanova.r2)}, ${pText(permanova.pValue)}`;
  return verdict === "not testable" ? `${which}${numbers}, not testable (${reasons.verdict})` : `${which}${numbers}`;
}
