import { differenceInterval } from "../../measures/stats/jackknife.js";
import type { Reasoned } from "../reasoned.js";
import { collapse, type Vitality } from "./collapse-guard.js";
import type { Level, SweptModel } from "./level.js";

type Numbers = readonly (number | null)[];
type Interval = readonly [number, number] | null;

/** The two pruned models beside each other, over the levels. */
export interface CrossSweep {
  readonly cka: Numbers;
  /** x(s) − x(0), and the interval of that difference. */
  readonly gain: Numbers;
  readonly gainInterval: readonly Interval[];
  /** Whether a gain counts: both models are still alive. */
  readonly counts: readonly boolean[];
  readonly why: readonly (string | null)[];
  /** Measures besides `cka` → one score a level. */
  readonly scores: Readonly<Record<string, Numbers>>;
  /** Of the levels above 0 whose gain counts the one with the largest. */
  readonly largestGain: { readonly level: number; readonly gain: number; readonly interval: Interval } | null;
}

/**
 * Does what pruning leaves of two models look more alike?
 *
 * @param levels - ascending, the first being 0, the dense pair.
 */
export function crossSweep(
  levels: readonly Level[],
  models: { readonly a: SweptModel; readonly b: SweptModel },
): Reasoned<CrossSweep> {
  const [dense] = levels;
  if (dense === undefined) throw new RangeError("crossSweep: there are no levels");
  const why = levels.map((level) => collapseOf(dense, level, models));
  const gains = levels.map((level) => gainOf(dense, level));
  const names = Object.keys(dense.cross);
  const value: CrossSweep = {
    cka: levels.map(({ pair }) => pair.cross.score),
    gain: gains.map(({ gain }) => gain),
    gainInterval: gains.map(({ interval }) => interval),
    counts: why.map((reason) => reason === null),
    why,
    scores: Object.fromEntries(names.map((name) => [name, levels.map(({ cross }) => cross[name]?.score ?? null)])),
    largestGain: largest(levels, why, gains),
  };
  return { value, reasons: reasonsOf(levels, gains, value) };
}

interface Gain {
  readonly gain: number | null;
  readonly interval: Interval;
  readonly reason: string | null;
}

function gainOf(dense: Level, level: Level): Gain {
  const [before, after] = [dense.pair.cross, level.pair.cross];
  if (before.score === null || after.score === null)
    return { gain: null, interval: null, reason: "the cross-similarity is undefined, here or when dense" };
  const gain = after.score - before.score;
  if (level.level === 0) return { gain, interval: [0, 0], reason: "identical" };
  if (before.leaveOneOut === null || after.leaveOneOut === null)
    return { gain, interval: null, reason: after.reason ?? before.reason ?? "there are no leave-one-out values" };
  const [x, y] = [
    { score: after.score, leaveOneOut: after.leaveOneOut },
    { score: before.score, leaveOneOut: before.leaveOneOut },
  ];
  return { gain, interval: differenceInterval(x, y), reason: null };
}

function largest(
  levels: readonly Level[],
  why: readonly (string | null)[],
  gains: readonly Gain[],
): CrossSweep["largestGain"] {
  const counting = levels.flatMap(({ level }, k) => {
    const { gain = null, interval = null } = gains[k] ?? {};
    return level > 0 && why[k] === null && gain !== null ? [{ level, gain, interval }] : [];
  });
  const [first, ...others] = counting;
  return first === undefined ? null : others.reduce((most, one) => (one.gain > most.gain ? one : most), first);
}

function collapseOf(
  dense: Level,
  level: Level,
  { a, b }: { readonly a: SweptModel; readonly b: SweptModel },
): string | null {
  if (level.pair.cross.score === null) return `cross-similarity is undefined: ${level.pair.cross.reason}`;
  const dead = [
    collapse(a.name, vitality(dense, "a"), vitality(level, "a"), a.classes),
    collapse(b.name, vitality(dense, "b"), vitality(level, "b"), b.classes),
  ].filter((reason) => reason !== null);
  return dead.length === 0 ? null : dead.join("; ");
}

function vitality(level: Level, side: "a" | "b"): Vitality {
  const { accuracy, self } = level[side];
  return { accuracy, kappa: self?.kappa ?? null, effectiveRank: level.pair.effectiveRank[side] };
}

function reasonsOf(
  levels: readonly Level[],
  gains: readonly Gain[],
  { largestGain }: CrossSweep,
): Record<string, string> {
  const reasons = levels.flatMap(({ pair, cross }, k) => {
    const { gain, reason } = gains[k] ?? { gain: null, reason: null };
    return [
      ...(pair.cross.score === null ? [[`cka.${k}`, pair.cross.reason ?? "undefined"]] : []),
      ...(gain === null ? [[`gain.${k}`, reason ?? "undefined"]] : []),
      ...(reason === null ? [] : [[`gainInterval.${k}`, reason]]),
      ...Object.entries(cross).flatMap(([name, of]) =>
        of.reason === null ? [] : [[`scores.${name}.${k}`, of.reason]],
      ),
    ];
  });
  if (largestGain === null) reasons.push(["largestGain", "no level above 0 has a gain that counts"]);
  return Object.fromEntries(reasons);
}
