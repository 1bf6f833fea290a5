import type { Matrix } from "../../kernels/matrix.js";
import { MEASURES, type MeasureName } from "../../measures/table.js";

/** A score alone, or why it is null. */
export type PlainScore =
  | { readonly score: number; readonly reason: null }
  | { readonly score: null; readonly reason: string };

/**
 * Measures of layers beside the same layers pruned: scores alone, since a network and its pruned self are related from
 * the start and there is no chance to hold them against.
 *
 * @param dense - L layers, n × p each with its own p.
 * @param pruned - the same layers of the pruned network.
 * @returns measure → L scores.
 */
export function selfScores(
  dense: readonly Matrix[],
  pruned: readonly Matrix[],
  measures: readonly MeasureName[],
): Readonly<Record<string, readonly PlainScore[]>> {
  return Object.fromEntries(
    measures.map((name) => [name, dense.map((layer, l) => plainScore(name, layer, pruned[l] ?? layer))]),
  );
}

/** Measures of two representations, scores alone. */
export function plainScores(
  x: Matrix,
  y: Matrix,
  measures: readonly MeasureName[],
): Readonly<Record<string, PlainScore>> {
  return Object.fromEntries(measures.map((name) => [name, plainScore(name, x, y)]));
}

function plainScore(name: MeasureName, x: Matrix, y: Matrix): PlainScore {
  const { prepare, between, measure } = MEASURES[name];
  const score = between(prepare(x), prepare(y));
  if (score !== null) return { score, reason: null };
  return { score, reason: measure(x, y).reasons.score ?? "undefined" };
}
