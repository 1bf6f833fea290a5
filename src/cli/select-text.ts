import { count, DASH, fixed, rangeText } from "../report/format.js";
import type { Candidate } from "../study/selection/candidate.js";
import type { Criterion } from "../study/selection/criteria.js";
import type { Alike, Alikes } from "../study/selection/like.js";
import type { Selection } from "../study/selection/select.js";
import { csv } from "./csv.js";
import { onOneLine, tableName } from "./terminal-text.js";
import { textTable } from "./text-table.js";

const WIDTHS: Readonly<Record<Criterion, (value: number, of: Candidate) => string>> = {
  accuracy: (value) => fixed(value),
  robustness: (value) => fixed(value),
  consensus: (value) => fixed(value),
  parameters: count,
  latency: (best, { latencySlowest }) => `${rangeText(best, latencySlowest)} ms`,
};

const NAMES = Object.keys(WIDTHS) as Criterion[];

/** What `trisim select` prints: the models, the best first, and which one to take. */
export function selectionText({ candidates, recommendation, notes }: Selection): string {
  const rows = candidates.map((candidate) => [
    tableName(candidate.model),
    tableName(candidate.family),
    ...NAMES.map((name) => shown(candidate[name], (value) => WIDTHS[name](value, candidate))),
    shown(candidate.score, fixed),
    candidate.rank === null ? DASH : String(candidate.rank),
    frontText(candidate),
  ]);
  const said = recommendation === null ? ["No model can be recommended."] : [recommendation.sentence];
  return `${textTable(["model", "family", ...NAMES, "score", "rank", "Pareto front"], rows)}\n${lines([...said, ...notes])}`;
}

function lines(sentences: readonly string[]): string {
  return sentences.map((sentence) => `${onOneLine(sentence)}\n`).join("");
}

function frontText({ onFront, outdoneBy }: Candidate): string {
  if (onFront === null) return DASH;
  return onFront ? "on it" : `behind ${tableName(outdoneBy ?? "")}`;
}

/** The same for a spreadsheet. */
export function selectionCsv({ candidates }: Selection): string {
  const rows = candidates.map(({ model, family, latencySlowest, score, rank, onFront, outdoneBy, ...known }) => [
    ...[model, family, ...NAMES.map((name) => known[name]), latencySlowest, score, rank],
    ...[onFront === null ? null : String(onFront), outdoneBy],
  ]);
  return csv([["model", "family", ...NAMES, "latencySlowest", "score", "rank", "onFront", "outdoneBy"], ...rows]);
}

/** What `trisim select --like` prints. */
export function alikeText({ like, smaller, models, leftOut }: Alikes): string {
  const which = smaller ? `smaller than ${like}` : `beside ${like}`;
  const missing = leftOut.map(({ model, why }) => `${model} is left out: ${why}.`);
  if (models.length === 0) return lines([`No model is ${which}.`, ...missing]);
  const rows = models.map((one) => [
    tableName(one.model),
    tableName(one.family),
    fixed(one.similarity),
    shown(one.parameters, count),
    shown(one.size, (size) => `${fixed(size, 2)}×`),
    shown(one.accuracy, fixed),
    shown(one.accuracyChange, (change) => (change > 0 ? `+${fixed(change)}` : fixed(change))),
    one.origin ?? "",
  ]);
  const head = ["model", "family", "similarity", "parameters", "size", "accuracy", "change", ""];
  return `${textTable(head, rows)}\n${lines([closest(like, smaller, models[0]), ...missing])}`;
}

function closest(like: string, smaller: boolean, best: Alike | undefined): string {
  const why = best?.origin == null ? "" : `, as a ${best.origin} must be`;
  return `Most alike to ${like}${smaller ? " of the smaller ones" : ""} is ${best?.model}${why}: similarity 0 is chance at its best, 1 the same.`;
}

/** The same for a spreadsheet. */
export function alikeCsv({ models }: Alikes): string {
  const keys = ["model", "family", "similarity", "parameters", "size", "accuracy", "accuracyChange", "origin"] as const;
  return csv([keys, ...models.map((one) => keys.map((key) => one[key]))]);
}

function shown(value: number | null, text: (value: number) => string): string {
  return value === null ? DASH : text(value);
}
