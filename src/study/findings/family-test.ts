import { mean } from "../../kernels/mean.js";
import { dPrime } from "../../measures/stats/d-prime.js";
import { permanova } from "../../measures/stats/permanova.js";
import { rocAuc } from "../../measures/stats/roc-auc.js";
import { silhouettes } from "../../measures/stats/silhouettes.js";
import type { Estimate, Verdict } from "./evidence.js";
import { modelJackknife, type ReasonedEstimate } from "./model-jackknife.js";
import { ALPHA, verdictOf } from "./verdict.js";
import { numberText } from "./wording.js";

type Square = readonly (readonly number[])[];

/** Models with all their similarities and distances. */
export interface FamilyQuestion {
  readonly names: readonly string[];
  readonly families: readonly string[];
  readonly similarity: Square;
  readonly distances: Square;
  readonly seed: number;
}

/** Are models of one family more alike than models of two? */
export interface FamilyAnswer {
  /** Pairs of models. */
  readonly pairs: { readonly within: number; readonly between: number };
  /** Probability that a pair of one family is more alike than a pair of two; ½ where families say nothing, 1 at most. */
  readonly auc: Estimate;
  /** How far the two kinds of pairs lie apart, in units of their spread; 0 where families say nothing. */
  readonly dPrime: Estimate;
  /** Mean similarity of pairs of one family less that of pairs of two. */
  readonly gap: Estimate;
  /** Mean over the models, −1 to 1. */
  readonly silhouette: number | null;
  /** One a model. */
  readonly silhouettes: readonly number[] | null;
  readonly permanova: {
    readonly f: number | null;
    /** Share of the sum of squared distances that lies between families. */
    readonly r2: number;
    readonly pValue: number;
    /** The smallest p-value that families of these sizes can give. */
    readonly smallest: number;
    readonly permutations: number;
    readonly exhaustive: boolean;
  } | null;
  readonly verdict: Verdict;
  /** Key → why it is null, or what was done to it; `verdict` → why it is not testable. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Finding 1 for one matrix of similarities.
 *
 * Intervals leave out one model at a time; p comes from giving the families' names to the models at random.
 */
export function familyTest(question: FamilyQuestion): FamilyAnswer {
  const { names, families, distances, seed } = question;
  const { within, between } = pairsOf(
    question,
    names.map((_, i) => i),
  );
  const separation = (
    of: (within: readonly number[], between: readonly number[]) => number,
    scale: "plain" | "share",
  ) => {
    const statistic = (kept: readonly number[]) => {
      const pairs = pairsOf(question, kept);
      return of(pairs.within, pairs.between);
    };
    return modelJackknife(names, statistic, scale, NO_SPREAD);
  };
  const estimates = {
    auc: separation(rocAuc, "share"),
    dPrime: separation(dPrime, "plain"),
    gap: separation((one, other) => mean(one) - mean(other), "plain"),
  };
  const why = untestable(families, distances);
  const test = why === null ? permanova(distances, families, seed) : null;
  const each = new Set(families).size < 2 ? null : silhouettes(distances, families);
  const infinite = test !== null && !Number.isFinite(test.f);
  return {
    pairs: { within: within.length, between: between.length },
    auc: plain(estimates.auc),
    dPrime: plain(estimates.dPrime),
    gap: plain(estimates.gap),
    silhouette: each === null ? null : mean(each),
    silhouettes: each,
    permanova: test === null ? null : { ...test, f: infinite ? null : test.f },
    verdict: verdictOf(estimates.auc, 1 / 2, test),
    reasons: {
      ...reasonsOf(estimates, why ?? NO_SPREAD),
      ...(each === null ? { silhouette: ONE_FAMILY, silhouettes: ONE_FAMILY } : {}),
      ...(why === null ? {} : { permanova: why, verdict: why }),
      ...(infinite ? { "permanova.f": "infinite: models of one family are at distance 0" } : {}),
      ...(test !== null && test.smallest > ALPHA ? { verdict: tooSmall(families, test.smallest) } : {}),
    },
  };
}

const ONE_FAMILY = "there is one family";
const NO_SPREAD = "too few pairs within or between families, or all are equally alike";

function pairsOf({ families, similarity }: FamilyQuestion, kept: readonly number[]) {
  const [within, between]: [number[], number[]] = [[], []];
  for (const [k, i] of kept.entries())
    for (const j of kept.slice(k + 1))
      (families[i] === families[j] ? within : between).push(similarity[i]?.[j] ?? Number.NaN);
  return { within, between };
}

function untestable(families: readonly string[], distances: Square): string | null {
  const count = new Set(families).size;
  if (count === 0) return "there is no model";
  if (count === 1) return ONE_FAMILY;
  if (count === families.length) return "every model is its own family";
  return distances.every((row) => row.every((d) => d === 0)) ? "all models are at distance 0" : null;
}

function tooSmall(families: readonly string[], smallest: number): string {
  const sizes = [...new Set(families)].map((name) => families.filter((family) => family === name).length);
  return `families of ${sizes.join(", ")} models can give no p below ${numberText(smallest)}`;
}

function reasonsOf(estimates: Readonly<Record<string, ReasonedEstimate>>, why: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(estimates).flatMap(([name, { value, reason }]) => {
      if (reason === null) return [];
      return value === null ? [[name, why]] : [[`${name}.interval`, reason]];
    }),
  );
}

function plain({ value, interval }: ReasonedEstimate): Estimate {
  return { value, interval };
}
