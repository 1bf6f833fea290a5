import type { CkaLeaveOneOut } from "../../measures/cka-leave-one-out.js";
import type { ReasonedInterval } from "../../measures/score.js";
import { jackknifeInterval } from "../../measures/stats/interval.js";
import type { Jackknifed } from "../../measures/stats/jackknife.js";
import type { Reasoned } from "../reasoned.js";
import { area } from "./area.js";
import { retentions } from "./kept.js";
import type { Level, Sweeping, SweptModel } from "./level.js";
import { sweepReasons } from "./sweep-reasons.js";
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
    reasons: sweepReasons(swept, { intervals, kept: kept[0], areas, tracking: whyNot }),
  };
}

function intervalOf({ score, leaveOneOut, reason }: CkaLeaveOneOut): ReasonedInterval {
  if (score === null || leaveOneOut === null) return { interval: null, reason: reason ?? "undefined" };
  return jackknifeInterval(score, leaveOneOut);
}

function trackedLevel(level: number, self: CkaLeaveOneOut | undefined, aboveChance: Jackknifed | null): TrackedLevel[] {
  if (self?.score == null || self.leaveOneOut === null || aboveChance === null) return [];
  return [{ level, cka: { score: self.score, leaveOneOut: self.leaveOneOut }, aboveChance }];
}

/** `null` where a value is missing: an area over a gap would be a guess. */
function areaOf(levels: readonly number[], values: Numbers): number | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length || known.length < 2 ? null : area(levels, known);
}

function layerScores({ side, levels }: Sweeping): ModelSweep["layers"]["scores"] {
  const names = Object.keys(levels[0]?.[side].layers ?? {});
  return Object.fromEntries(
    names.map((name) => [name, levels.map((level) => (level[side].layers[name] ?? []).map(({ score }) => score))]),
  );
}
