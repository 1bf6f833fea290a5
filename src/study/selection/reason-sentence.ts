import { countText, numberText, wordList } from "../findings/wording.js";
import type { Candidate } from "./candidate.js";
import { COSTS, type Criterion } from "./criteria.js";

/**
 * Why a model is recommended, in one sentence: where it stands in each criterion, and who comes next.
 *
 * @param best - the model.
 * @param candidates - all of them, the best first.
 */
export function reasonSentence(
  best: Candidate,
  candidates: readonly Candidate[],
  criteria: readonly Criterion[],
): string {
  const ranked = candidates.filter(({ rank }) => rank !== null);
  if (ranked.length === 1) return `${best.model} is the only model with all that the choice goes by.`;
  const standings = criteria.map(
    (criterion) => `${valueText(criterion, best[criterion])} (${placeText(best, ranked, criterion)})`,
  );
  const [next] = ranked.filter(({ model }) => model !== best.model);
  const after = next?.rank === best.rank ? `, level with ${next?.model}` : `, before ${next?.model}`;
  return `${best.model} has the best balance of ${countText(ranked.length, "model", "models")}: ${wordList(standings)}${after}.`;
}

function valueText(criterion: Criterion, value: number | null): string {
  if (criterion === "parameters") return `${(value ?? 0).toLocaleString("en-US")} parameters`;
  if (criterion === "latency") return `${numberText(value)} ms an image`;
  return `${criterion} ${numberText(value)}`;
}

function placeText(best: Candidate, ranked: readonly Candidate[], criterion: Criterion): string {
  const own = best[criterion] ?? Number.NaN;
  const better = ranked.filter((other) => {
    const value = other[criterion] ?? Number.NaN;
    return COSTS.has(criterion) ? value < own : value > own;
  }).length;
  if (better > 0) return `${ordinal(better + 1)} of ${ranked.length}`;
  return COSTS.has(criterion) ? "least" : "best";
}

function ordinal(place: number): string {
  const last = place % 100 > 10 && place % 100 < 14 ? 0 : place % 10;
  return `${place}${["th", "st", "nd", "rd"][last] ?? "th"}`;
}
