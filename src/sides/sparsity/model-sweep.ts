import type { CkaLeaveOneOut } from "../../measures/cka-leave-one-out.js";
import { fisherInterval, type Jackknifed } from "../../measures/stats/jackknife.js";
import { below, type Reasoned } from "../reasoned.js";
import { area } from "./area.js";
import type { Level, SweptModel } from "./level.js";
import { accuracyOf, retention } from "./retention.js";
import { type TrackedLevel, type Tracking, tracking } from "./tracking.js";

type Numbers = readonly (number | null)[];
type Interval = readonly [number, number] | null;

/** One model over the levels. */
export interface ModelSweep {
  /** Self-similarity c of the penultimate layer, and its interval. */
  readonly cka: Numbers;
  readonly interval: readonly Interval[];
  readonly accuracy: Numbers;
  /** Share of the dense accuracy that is left, and of what of it lies above guessing. */
  readonly retention: Numbers;
  readonly aboveChance: Numbers;
  /** Of the predictions with the dense network's own. */
  readonly predictive: { readonly agreement: Numbers; readonly jsd: Numbers; readonly kappa: Numbers };
  readonly realSparsity: readonly number[];
  readonly realSparsityAll: readonly number[];
  readonly effectiveRank: Numbers;
  /** Layers, and measure → [level][layer] of each with itself dense. */
  readonly layers: { readonly names: readonly string[]; readonly scores: Readonly<Record<string, readonly Numbers[]>> };
  /** Under c, retention and aboveChance, over the levels. */
  readonly areas: {
    readonly cka: number | null;
    readonly retention: number | null;
    readonly aboveChance: number | null;
  };
  readonly tracking: Omit<Tracking, "reasons">;
}

/** One model's part of the levels. */
interface Sweeping {
  readonly side: "a" | "b";
  readonly levels: readonly Level[];
  readonly model: SweptModel;
  readonly n: number;
}

/**
 * What pruning does to one model, level by level and in sums.
 *
 * @param levels - ascending, the first being 0.
 * @param n - examples that the representations are of.
 */
export function modelSweep(
  side: "a" | "b",
  levels: readonly Level[],
  model: SweptModel,
  n: number,
): Reasoned<ModelSweep> {
  const swept: Sweeping = { side, levels, model, n };
  const kept = retentions(swept);
  const selves = levels.map(({ pair }) => pair.self[side]);
  const intervals = selves.map(intervalOf);
  const known = levels.flatMap(({ level }, k) => trackedLevel(level, selves[k], kept[k]?.aboveChance ?? null));
  const { reasons: whyNot, ...followed } = tracking(known);
  const curves = {
    cka: selves.map(({ score }) => score),
    retention: kept.map((of) => of.retention?.score ?? null),
    aboveChance: kept.map((of) => of.aboveChance?.score ?? null),
  };
  const at = levels.map(({ level }) => level);
  const areas = {
    cka: areaOf(at, curves.cka),
    retention: areaOf(at, curves.retention),
    aboveChance: areaOf(at, curves.aboveChance),
  };
  const predicted = (of: "agreement" | "jsd" | "kappa") => levels.map((level) => level[side].self?.[of] ?? null);
  return {
    value: {
      ...curves,
      interval: intervals.map(({ interval }) => interval),
      accuracy: levels.map((level) => level[side].accuracy),
      predictive: { agreement: predicted("agreement"), jsd: predicted("jsd"), kappa: predicted("kappa") },
      realSparsity: levels.map((level) => level[side].realSparsity),
      realSparsityAll: levels.map((level) => level[side].realSparsityAll),
      effectiveRank: levels.map(({ pair }) => pair.effectiveRank[side]),
      layers: { names: model.layers, scores: layerScores(swept) },
      areas,
      tracking: followed,
    },
    reasons: {
      ...reasonsOf(swept),
      ...Object.fromEntries(intervals.flatMap(({ reason }, k) => (reason === null ? [] : [[`interval.${k}`, reason]]))),
      ...areaReasons(areas),
      ...below("tracking", whyNot),
    },
  };
}

interface Kept {
  readonly retention: Jackknifed | null;
  readonly aboveChance: Jackknifed | null;
}

/** What is left of the dense accuracy at each level. */
function retentions({ side, levels, model, n }: Sweeping): readonly Kept[] {
  const accuracies = levels.map((level) => {
    const { right } = level[side];
    return right === null ? null : accuracyOf({ right, examples: model.examples }, n);
  });
  const [dense = null] = accuracies;
  return accuracies.map((pruned) => {
    if (pruned === null || dense === null || model.classes === null) return { retention: null, aboveChance: null };
    return { retention: retention(pruned, dense, 0), aboveChance: retention(pruned, dense, 1 / model.classes) };
  });
}

function intervalOf({ score, leaveOneOut, reason }: CkaLeaveOneOut): { interval: Interval; reason: string | null } {
  if (score === null || leaveOneOut === null) return { interval: null, reason: reason ?? "undefined" };
  if (1 - score < IDENTICAL) return { interval: [1, 1], reason: "identical" };
  return { interval: fisherInterval(score, leaveOneOut), reason: null };
}

const IDENTICAL = 1e-12;

function trackedLevel(level: number, self: CkaLeaveOneOut | undefined, aboveChance: Jackknifed | null): TrackedLevel[] {
  if (self?.score == null || self.leaveOneOut === null || aboveChance === null) return [];
  return [{ level, cka: { score: self.score, leaveOneOut: self.leaveOneOut }, aboveChance }];
}

/** `null` where a value is missing: an area over a gap would be a guess. */
function areaOf(levels: readonly number[], values: Numbers): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length || known.length < 2 ? null : area(levels, known);
}

function areaReasons(areas: ModelSweep["areas"]): Record<string, string> {
  const missing = Object.entries(areas).filter(([, value]) => value === null);
  return Object.fromEntries(
    missing.map(([key]) => [`areas.${key}`, "undefined at some level, or there is no second one"]),
  );
}

function layerScores({ side, levels }: Sweeping): ModelSweep["layers"]["scores"] {
  const names = Object.keys(levels[0]?.[side].layers ?? {});
  return Object.fromEntries(
    names.map((name) => [name, levels.map((level) => (level[side].layers[name] ?? []).map(({ score }) => score))]),
  );
}

function reasonsOf({ side, levels, model }: Sweeping): Record<string, string> {
  const reasons = levels.flatMap((level, k) => [
    ...(level.pair.self[side].score === null ? [[`cka.${k}`, level.pair.self[side].reason ?? "undefined"]] : []),
    ...(level.pair.effectiveRank[side] === null ? [[`effectiveRank.${k}`, "constant"]] : []),
    ...layerReasons(level, side, k),
  ]);
  const unlabelled = `see functional.accuracy.${side}`;
  const withoutLabels = ["accuracy", "retention", "aboveChance"].map((key) => [key, unlabelled]);
  const atChance = [
    ["retention", "the dense network gets nothing right, or would without some example"],
    ["aboveChance", "the dense network is at chance, or would be without some example"],
  ];
  const silent = levels.some((level) => level[side].self === null);
  return Object.fromEntries([
    ...(model.classes === null ? withoutLabels : atChance.filter(([key]) => nothingKept(levels, side, model, key))),
    ...(silent ? [["predictive", "the model predicts nothing"]] : kappaReasons(levels, side)),
    ...reasons,
  ]);
}

function nothingKept(
  [dense]: readonly Level[],
  side: "a" | "b",
  { classes }: SweptModel,
  key: string | undefined,
): boolean {
  const { accuracy = null, right = null } = dense?.[side] ?? {};
  if (accuracy === null || right === null || classes === null) return false;
  const floor = key === "retention" ? 0 : 1 / classes;
  // Without one right example the accuracy is lower.
  const n = right.length;
  return !((accuracy * n - 1) / (n - 1) > floor);
}

function kappaReasons(levels: readonly Level[], side: "a" | "b"): string[][] {
  return levels.flatMap((level, k) =>
    (["agreement", "jsd", "kappa"] as const).flatMap((key) =>
      level[side].self?.[key] == null ? [[`predictive.${key}.${k}`, "both predict one class throughout"]] : [],
    ),
  );
}

function layerReasons(level: Level, side: "a" | "b", k: number): string[][] {
  return Object.entries(level[side].layers).flatMap(([name, scores]) =>
    scores.flatMap(({ reason }, l) => (reason === null ? [] : [[`layers.scores.${name}.${k}.${l}`, reason]])),
  );
}
