import { total } from "../../kernels/mean.js";
import { checkEvidence } from "../findings/check-evidence.js";
import type { Evidence } from "../findings/evidence.js";
import { wordList } from "../findings/wording.js";
import type { Candidate } from "./candidate.js";
import { COSTS, CRITERIA, type Criterion, qualities } from "./criteria.js";
import { outdoneBy } from "./pareto.js";
import { reasonSentence } from "./reason-sentence.js";

/** How much each criterion counts, 0 for not at all. */
export type Weights = Readonly<Record<Criterion, number>>;

/** Latency counts only where it is asked for: it is not the same in every run. */
export const DEFAULT_WEIGHTS: Weights = { accuracy: 1, robustness: 0.5, consensus: 0.5, parameters: 0.5, latency: 0 };

/** Which model to take. */
export interface Selection {
  readonly weights: Weights;
  /** Criteria that rank, front and recommendation go by. */
  readonly criteria: readonly Criterion[];
  /** The best first, then those that cannot be ranked. */
  readonly candidates: readonly Candidate[];
  readonly recommendation: { readonly model: string; readonly sentence: string } | null;
  /** What was left out of the choice, and why. */
  readonly notes: readonly string[];
  /** Key → why it is null. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Ranks the models of a study by a weighted mean of what is known of them, costs on a logarithmic scale.
 *
 * A criterion that no model has is left out; a model that lacks one which others have is listed without a rank.
 *
 * @param weights - those that are not given are the default ones.
 * @throws RangeError for a weight that is negative or not finite, or where all are 0.
 */
export function select(evidence: Evidence, weights: Partial<Weights> = {}): Selection {
  checkEvidence(evidence);
  const used: Weights = { ...DEFAULT_WEIGHTS, ...weights };
  checkWeights(used);
  const known = qualities(evidence);
  const weighty = CRITERIA.filter((criterion) => used[criterion] > 0);
  const criteria = weighty.filter((criterion) => known.some((of) => of[criterion] !== null));
  const complete = known.flatMap((of, i) => (criteria.every((criterion) => of[criterion] !== null) ? [i] : []));
  const ranked = criteria.length === 0 ? [] : complete;
  const goods = ranked.map((i) => criteria.map((criterion) => good(criterion, known[i]?.[criterion] ?? Number.NaN)));
  const scores = scoresOf(
    goods,
    criteria.map((criterion) => used[criterion]),
  );
  const outdone = outdoneBy(goods);
  const nameOf = (i: number | undefined) => evidence.models[i ?? -1]?.name ?? "";
  const candidates = known.map((of, i): Candidate => {
    const at = ranked.indexOf(i);
    const { name: model, family } = evidence.models[i] ?? { name: "", family: "" };
    const score = scores[at] ?? null;
    const rank = score === null ? null : 1 + scores.filter((other) => other > score).length;
    const by = outdone[at] ?? null;
    const onFront = score === null ? null : by === null;
    const lacking = weighty.filter((criterion) => of[criterion] === null && criteria.includes(criterion));
    const reasons = { ...of.reasons, ...standingReasons(onFront, lacking) };
    return { model, family, ...of, score, rank, onFront, outdoneBy: by === null ? null : nameOf(ranked[by]), reasons };
  });
  const order = [...candidates].sort((one, other) => (one.rank ?? Infinity) - (other.rank ?? Infinity) || 0);
  const [best] = order.filter(({ rank }) => rank !== null);
  return {
    weights: used,
    criteria,
    candidates: order,
    recommendation: best === undefined ? null : { model: best.model, sentence: reasonSentence(best, order, criteria) },
    notes: notesOf(weighty, criteria, order),
    reasons: best === undefined ? { recommendation: "no model can be ranked" } : {},
  };
}

/** Why a candidate has no rank, or none that outdoes it. */
function standingReasons(onFront: boolean | null, lacking: readonly Criterion[]): Record<string, string> {
  if (onFront === true) return { outdoneBy: "it is on the front" };
  if (onFront === false) return {};
  const why = lacking.length === 0 ? NOTHING_KNOWN : `not ranked without ${wordList(lacking)}`;
  return { score: why, rank: why, onFront: why, outdoneBy: why };
}

const NOTHING_KNOWN = "not ranked: no criterion that counts is known of any model";

function checkWeights(weights: Weights): void {
  for (const [name, weight] of Object.entries(weights)) {
    if (!(weight >= 0 && weight < Infinity))
      throw new RangeError(`select: the weight of ${name} is ${weight}, expected a number from 0 on`);
    if (!CRITERIA.some((criterion) => criterion === name))
      throw new RangeError(`select: there is no criterion ${name}; those there are: ${CRITERIA.join(", ")}`);
  }
  if (Object.values(weights).every((weight) => weight === 0)) throw new RangeError("select: all weights are 0");
}

/** Larger is better; halving a cost counts the same wherever it starts. Less than one parameter counts as one. */
function good(criterion: Criterion, value: number): number {
  if (criterion === "parameters") return -Math.log(Math.max(1, value));
  return COSTS.has(criterion) ? -Math.log(value) : value;
}

/** A criterion in which all candidates are equal tells none from another. */
function scoresOf(goods: readonly (readonly number[])[], weights: readonly number[]): readonly number[] {
  const columns = weights.map((_, k) => goods.map((row) => row[k] ?? Number.NaN));
  const all = total(weights);
  const scaled = (k: number, value: number) => {
    const [least, most] = [Math.min(...(columns[k] ?? [])), Math.max(...(columns[k] ?? []))];
    return most > least ? (value - least) / (most - least) : 1;
  };
  return goods.map((row) => row.reduce((sum, value, k) => sum + (weights[k] ?? 0) * scaled(k, value), 0) / all);
}

function notesOf(
  weighty: readonly Criterion[],
  criteria: readonly Criterion[],
  candidates: readonly Candidate[],
): readonly string[] {
  const missing = weighty.filter((criterion) => !criteria.includes(criterion));
  const unranked = candidates.filter(({ rank }) => rank === null);
  return [
    ...(missing.length === 0 ? [] : [`Known of no model, so left out: ${wordList(missing)}.`]),
    ...unranked.map(({ model, reasons }) => `${model} is ${reasons.score}.`),
  ];
}
