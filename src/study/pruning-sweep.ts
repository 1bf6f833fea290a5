import type { Level } from "../sides/sparsity/level.js";
import { version } from "../version.js";
import type { Reading } from "./acting.js";
import type { Dense } from "./dense-pass.js";
import { fingerprint } from "./fingerprint.js";
import type { LevelPruner } from "./level-pruner.js";
import { modelLevel } from "./model-level.js";
import { type Both, type Pair, pick } from "./pair.js";
import { pairLevel, prunedCross } from "./pair-level.js";
import type { ProgressCount } from "./progress-count.js";
import type { Settings } from "./settings.js";
import type { Store } from "./store.js";

/** What a sweep works with besides the pair. */
export interface Sweep {
  /** What each gave while dense, data set by data set. */
  readonly dense: Both<readonly Dense[]>;
  /** How their answers are read, data set by data set. */
  readonly readings: readonly Both<Reading>[];
  readonly store: Store;
  readonly pruners: Both<LevelPruner>;
}

/**
 * Prunes both networks level by level and compares each with its dense self and with the other. Each level is stored as
 * it is made, and what is stored is not made again.
 *
 * @returns a list of levels for each data set.
 */
export async function pruningSweep(
  pair: Pair,
  sweep: Sweep,
  settings: Settings,
  progress: ProgressCount,
): Promise<readonly (readonly Level[])[]> {
  const { store } = sweep;
  let common: ReturnType<typeof levelKey> | undefined;
  const keyOf = (level: number) => {
    common ??= levelKey(pair, sweep, settings);
    return { ...common, level };
  };
  const sweeps: Level[][] = pair.datasets.map(() => []);
  for (const level of settings.levels) {
    progress.now(`pruned at ${level}`);
    const before = progress.done;
    const levels = await store.remembered(
      () => keyOf(level),
      () => levelAt(pair, sweep, settings, level),
    );
    // A level that was stored counts as done; the dense one was.
    if (level > 0 && progress.done === before) progress.add(2 * pair.datasets.reduce((sum, { n }) => sum + n, 0));
    for (const [d, of] of levels.entries()) sweeps[d]?.push(of);
  }
  return sweeps;
}

/**
 * Everything that a level hangs on. What the dense networks gave stands for the images and what was done to them, down to
 * the runtime.
 */
function levelKey(pair: Pair, { dense, readings, pruners }: Sweep, settings: Settings) {
  const { prune, keepHead, leaveDense, seed, sweepMeasures, memory } = settings;
  return {
    what: "level",
    trisim: version(),
    runtime: pair.engine.name,
    models: { a: pair.a.model.sha256, b: pair.b.model.sha256 },
    dense: fingerprint([dense, readings.map(({ a, b }) => [a.labels, b.labels, a.by, b.by])]),
    samples: pair.datasets.map(({ sampleHash }) => sampleHash),
    norms: { a: pruners.a.norms, b: pruners.b.norms },
    ...{ prune, keepHead, leaveDense, seed, measures: sweepMeasures, memory },
  };
}

async function levelAt(
  pair: Pair,
  { dense, readings, pruners }: Sweep,
  settings: Settings,
  level: number,
): Promise<readonly Level[]> {
  const pruned = {
    a: await pruners.a.at(level, dense.a, pair.datasets),
    b: await pruners.b.at(level, dense.b, pair.datasets),
  };
  const levels: Level[] = [];
  for (const [d, reading] of readings.entries()) {
    const [before, after] = [pick(dense, d), pick({ a: pruned.a.responses, b: pruned.b.responses }, d)];
    const of = (side: "a" | "b") => {
      const { name, logits } = reading[side];
      return modelLevel(pair, pruned[side], before[side], after[side], { [name]: logits }, settings);
    };
    const both = { a: await of("a"), b: await of("b") };
    levels.push(pairLevel(level, both, reading, await prunedCross(pair, both, settings.sweepMeasures)));
  }
  return levels;
}
