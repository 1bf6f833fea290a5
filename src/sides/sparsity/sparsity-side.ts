import type { Reasoned } from "../reasoned.js";
import { collapse, type Vitality } from "./collapse-guard.js";
import type { PrunedModel } from "./pruned-model.js";
import type { PrunedPair } from "./pruned-pair.js";
import { type Robustness, robustness } from "./robustness.js";

const UNDEFINED = "undefined";

/** One model at one pruning level. */
export interface LevelOfModel extends PrunedModel {
  /** Zeros over the prunable weights. */
  readonly realSparsity: number;
  /** Zeros over all parameters. */
  readonly realSparsityAll: number;
}

/** The pair at one pruning level. */
export interface Level {
  readonly level: number;
  readonly a: LevelOfModel;
  readonly b: LevelOfModel;
  readonly pair: PrunedPair;
}

/** One model over the levels. */
interface Sweep {
  readonly cka: readonly (number | null)[];
  readonly accuracy: readonly (number | null)[];
  readonly realSparsity: readonly number[];
  readonly realSparsityAll: readonly number[];
  readonly effectiveRank: readonly (number | null)[];
}

export interface SparsitySide {
  readonly method: "global";
  readonly levels: readonly number[];
  readonly a: Sweep;
  readonly b: Sweep;
  readonly cross: {
    readonly cka: readonly (number | null)[];
    readonly gain: readonly (number | null)[];
    readonly counts: readonly boolean[];
    readonly why: readonly (string | null)[];
  };
  readonly robustness: number | null;
}

/** What the guard has to know of the models besides the levels. */
export interface Names {
  readonly a: string;
  readonly b: string;
  /** C of each model, `null` where its accuracy is not to be had. */
  readonly classes: { readonly a: number | null; readonly b: number | null };
}

/**
 * The sparsity side: do two networks take pruning alike, and does what is left look more alike?
 *
 * @param levels - ascending, the first being 0: the dense pair.
 */
export function sparsitySide(
  levels: readonly Level[],
  names: Names,
): Reasoned<SparsitySide> & { readonly robustness: Robustness } {
  const [dense] = levels;
  if (dense?.level !== 0) throw new RangeError(`sparsitySide: levels start at ${dense?.level}, expected 0`);
  const why = levels.map((level) => collapseOf(dense, level, names));
  const robust = robustness(levels.filter(({ level }) => level > 0));
  const value: SparsitySide = {
    method: "global",
    levels: levels.map(({ level }) => level),
    a: sweepOf(levels, "a"),
    b: sweepOf(levels, "b"),
    cross: {
      cka: levels.map(({ pair }) => pair.cross.score),
      gain: levels.map(({ pair }) => difference(pair.cross.score, dense.pair.cross.score)),
      counts: why.map((reason) => reason === null),
      why,
    },
    robustness: robust.score,
  };
  return { value, reasons: reasonsOf(levels, robust, names), robustness: robust };
}

function sweepOf(levels: readonly Level[], side: "a" | "b"): Sweep {
  return {
    cka: levels.map(({ pair }) => pair.self[side].score),
    accuracy: levels.map((level) => level[side].accuracy),
    realSparsity: levels.map((level) => level[side].realSparsity),
    realSparsityAll: levels.map((level) => level[side].realSparsityAll),
    effectiveRank: levels.map(({ pair }) => pair.effectiveRank[side]),
  };
}

function collapseOf(dense: Level, level: Level, { a, b, classes }: Names): string | null {
  if (level.pair.cross.score === null) return `cross-similarity is undefined: ${level.pair.cross.reason}`;
  const dead = [
    collapse(a, vitality(dense, "a"), vitality(level, "a"), classes.a),
    collapse(b, vitality(dense, "b"), vitality(level, "b"), classes.b),
  ].filter((reason) => reason !== null);
  return dead.length === 0 ? null : dead.join("; ");
}

function vitality(level: Level, side: "a" | "b"): Vitality {
  const { accuracy, kappa } = level[side];
  return { accuracy, kappa, effectiveRank: level.pair.effectiveRank[side] };
}

function difference(x: number | null, y: number | null): number | null {
  return x === null || y === null ? null : x - y;
}

function reasonsOf(levels: readonly Level[], robust: Robustness, { classes }: Names): Record<string, string> {
  const reasons = levels.flatMap(({ pair }, i) => [
    ...reasonsOfModel("a", i, pair),
    ...reasonsOfModel("b", i, pair),
    ...(pair.cross.score === null ? [[`cross.cka.${i}`, pair.cross.reason ?? UNDEFINED]] : []),
    ...(difference(pair.cross.score, levels[0]?.pair.cross.score ?? null) === null
      ? [[`cross.gain.${i}`, "the cross-similarity is undefined, here or when dense"]]
      : []),
  ]);
  if (robust.reasons.score !== undefined) reasons.push(["robustness", robust.reasons.score]);
  if (robust.reasons.levels !== undefined) reasons.push(["levels", robust.reasons.levels]);
  if (classes.a === null) reasons.push(["a.accuracy", "see functional.accuracy.a"]);
  if (classes.b === null) reasons.push(["b.accuracy", "see functional.accuracy.b"]);
  return Object.fromEntries(reasons);
}

function reasonsOfModel(side: "a" | "b", i: number, pair: PrunedPair): string[][] {
  const { score, reason } = pair.self[side];
  return [
    ...(score === null ? [[`${side}.cka.${i}`, reason ?? UNDEFINED]] : []),
    ...(pair.effectiveRank[side] === null ? [[`${side}.effectiveRank.${i}`, "constant"]] : []),
  ];
}
