import type { ReasonedInterval } from "../../measures/score.js";
import { below } from "../reasoned.js";
import type { Kept } from "./kept.js";
import type { Level, Sweeping } from "./level.js";

/** What the reasons of a sweep are told from, beside its levels. */
interface Found {
  readonly intervals: readonly ReasonedInterval[];
  /** Of the dense network. */
  readonly kept: Kept | undefined;
  readonly areas: Readonly<Record<string, number | null>>;
  /** Why parts of the tracking are null. */
  readonly tracking: Readonly<Record<string, string>>;
}

/** Why what is `null` in the sweep of one model is so, by key path. */
export function sweepReasons(swept: Sweeping, { intervals, kept, areas, tracking }: Found): Record<string, string> {
  return {
    ...levelReasons(swept, kept),
    ...Object.fromEntries(intervals.flatMap(({ reason }, k) => (reason === null ? [] : [[`interval.${k}`, reason]]))),
    ...areaReasons(areas),
    ...below("tracking", swept.model.classes === null ? untracked(swept.side) : tracking),
  };
}

/** Without an accuracy there is nothing to follow. */
function untracked(side: "a" | "b"): Record<string, string> {
  const why = `see functional.accuracy.${side}`;
  return { r: why, steps: why, sharpness: why };
}

function areaReasons(areas: Found["areas"]): Record<string, string> {
  const missing = Object.entries(areas).filter(([, value]) => value === null);
  return Object.fromEntries(
    missing.map(([key]) => [`areas.${key}`, "undefined at some level, or there is no second one"]),
  );
}

function levelReasons({ side, levels, model }: Sweeping, kept: Kept | undefined): Record<string, string> {
  const reasons = levels.flatMap((level, k) => [
    ...(level.pair.self[side].score === null ? [[`cka.${k}`, level.pair.self[side].reason ?? "undefined"]] : []),
    ...(level.pair.effectiveRank[side] === null ? [[`effectiveRank.${k}`, "constant"]] : []),
    ...layerReasons(level, side, k),
  ]);
  const unlabelled = `see functional.accuracy.${side}`;
  const withoutLabels = ["accuracy", "retention", "aboveChance"].map((key) => [key, unlabelled]);
  const silent = levels.some((level) => level[side].self === null);
  return Object.fromEntries([
    ...(model.classes === null ? withoutLabels : keptReasons(kept)),
    ...(silent ? [["predictive", "the model predicts nothing"]] : kappaReasons(levels, side)),
    ...reasons,
  ]);
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

/** The dense network alone decides whether there is something to keep. */
function keptReasons(dense: Kept | undefined): string[][] {
  return [
    ...(dense?.retention == null
      ? [["retention", "the dense network gets nothing right, or would without some example"]]
      : []),
    ...(dense?.aboveChance == null
      ? [["aboveChance", "the dense network is at chance, or would be without some example"]]
      : []),
  ];
}
