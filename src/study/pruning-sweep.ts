import type { MeasureName } from "../measures/table.js";
import type { Level, LevelOfModel } from "../sides/sparsity/level.js";
import { prunedModel } from "../sides/sparsity/pruned-model.js";
import { prunedPair } from "../sides/sparsity/pruned-pair.js";
import { type PlainScore, plainScores, selfScores } from "../sides/sparsity/self-scores.js";
import { version } from "../version.js";
import type { Reading } from "./acting.js";
import type { Settings } from "./compare-options.js";
import type { Dense } from "./dense-pass.js";
import { fingerprint } from "./fingerprint.js";
import type { LevelPruner, Pruned } from "./level-pruner.js";
import { type Both, type Pair, pick } from "./pair.js";
import type { ProgressCount } from "./progress-count.js";
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
  const pruned = { a: await pruners.a.at(level, dense.a), b: await pruners.b.at(level, dense.b) };
  const levels: Level[] = [];
  for (const [d, reading] of readings.entries()) {
    const [before, after] = [pick(dense, d), pick({ a: pruned.a.responses, b: pruned.b.responses }, d)];
    const last = { before: penultimates(before), after: penultimates(after) };
    levels.push({
      level,
      a: await levelOf(pair, pruned.a, before.a, after.a, reading.a, settings),
      b: await levelOf(pair, pruned.b, before.b, after.b, reading.b, settings),
      pair: await pair.compute.run(prunedPair, "sides/sparsity/pruned-pair", last.before, last.after),
      cross: await pair.compute.run(plainScores, SCORES, last.after.a, last.after.b, others(settings)),
    });
  }
  return levels;
}

const SCORES = "sides/sparsity/self-scores";

function others({ sweepMeasures }: Settings): readonly MeasureName[] {
  return sweepMeasures.filter((name) => name !== "cka");
}

async function levelOf(
  pair: Pair,
  { realSparsity, realSparsityAll }: Pruned,
  before: Dense,
  after: Dense,
  { logits, labels }: Reading,
  settings: Settings,
): Promise<LevelOfModel> {
  const layers = (of: Dense) => of.layers.map(({ matrix }) => matrix);
  return {
    realSparsity,
    realSparsityAll,
    ...prunedModel(logits(before), logits(after), labels),
    layers: {
      cka: await layerCka(pair, before, after, settings),
      ...(await pair.compute.run(selfScores, SCORES, layers(before), layers(after), others(settings))),
    },
  };
}

/** Debiased CKA of each layer with itself dense. */
async function layerCka(
  { matrices }: Pair,
  before: Dense,
  after: Dense,
  { memory, seed }: Settings,
): Promise<readonly PlainScore[]> {
  const scores: PlainScore[] = [];
  for (const [l, { matrix }] of before.layers.entries()) {
    const pruned = after.layers[l]?.matrix ?? matrix;
    const { cells } = await matrices.map([matrix, pruned], { precision: "float32", statistics: false, memory, seed });
    const cell = cells[0]?.[1];
    scores.push(
      cell?.score == null
        ? { score: null, reason: cell?.reasons.score ?? "undefined" }
        : { score: cell.score, reason: null },
    );
  }
  return scores;
}

function penultimates({ a, b }: Both<Dense>): Both<Dense["penultimate"]> {
  return { a: a.penultimate, b: b.penultimate };
}
