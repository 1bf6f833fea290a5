import type { Jackknifed } from "../../measures/stats/jackknife.js";
import type { Connected } from "../../sides/functional/connectivity.js";
import type { Level } from "../../sides/sparsity/level.js";
import { readTogether } from "../acting.js";
import { dataEntry, type NamedLayers } from "../data-entry.js";
import { type GainMoments, gainMoments } from "../findings/gain-moments.js";
import { pairLevel } from "../pair-level.js";
import type { PairTask } from "../plan/task.js";
import type { DataEntry } from "../results.js";
import { actingOfModel } from "./model-answers.js";
import type { DenseValue, PrunedValue, StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** Two models on one data set. */
export interface PairValue {
  readonly entry: DataEntry;
  readonly gains: GainMoments;
}

/** Compares two models on one data set, from what each gave. */
export async function pairWork(
  task: PairTask,
  shop: Workshop,
  context: StudyContext,
  values: Values,
): Promise<PairValue> {
  const { a, b, data } = task;
  const { settings, datasets, roles, splits } = context;
  const dataset = datasets[data];
  if (dataset === undefined) throw new RangeError(`pair: there is no data set ${data}`);
  const dense = { a: await values.dense(a, data), b: await values.dense(b, data) };
  const models = {
    a: await actingOfModel(a, data, context, values),
    b: await actingOfModel(b, data, context, values),
  };
  const { acting, readings } = readTogether(models, splits[data] ?? "not asked for");
  const pruned = { a: await values.pruned(a, data), b: await values.pruned(b, data) };
  const levels: Level[] = [];
  for (const [k, level] of settings.levels.entries()) {
    const both = { a: levelAt(pruned.a, k), b: levelAt(pruned.b, k) };
    levels.push(await pairLevel(shop, level, both, readings, settings.sweepMeasures));
  }
  const measured = { ...shop, a: named(context, a, dense.a), b: named(context, b, dense.b) };
  const entry = await dataEntry(
    measured,
    {
      dataset,
      role: roles[data] ?? "ood",
      dense: { a: dense.a.dense, b: dense.b.dense },
      acting,
      readings,
      connected: await connectedOn(task, values),
      levels,
      nCalibration: { a: pruned.a[0]?.nCalibration ?? 0, b: pruned.b[0]?.nCalibration ?? 0 },
    },
    settings,
  );
  return { entry, gains: gainMoments(gainsOf(levels)) };
}

/** What the similarity of the two gained at each level, and the same without each example. */
function gainsOf([dense, ...pruned]: readonly Level[]): readonly (Jackknifed | null)[] {
  if (dense === undefined) return [];
  const before = dense.pair.cross;
  return [dense, ...pruned].map(({ pair: { cross: after } }) => {
    if (before.score === null || after.score === null || !before.leaveOneOut || !after.leaveOneOut) return null;
    const leaveOneOut = after.leaveOneOut.map((value, i) => value - (before.leaveOneOut?.[i] ?? Number.NaN));
    return { score: after.score - before.score, leaveOneOut };
  });
}

function levelAt(pruned: readonly PrunedValue[], k: number) {
  const of = pruned[k];
  if (of === undefined) throw new RangeError(`pair: there is no level ${k}`);
  return of.level;
}

function named({ models }: StudyContext, place: number, { layers, penultimate }: DenseValue): NamedLayers {
  return { name: models[place]?.name ?? "", layers, penultimate };
}

/** The path between their weights on this data set. */
async function connectedOn({ connection, data }: PairTask, values: Values): Promise<Connected> {
  if ("reason" in connection) return { connectivity: null, reason: connection.reason };
  return (await values.connection(connection.id, data)) ?? { connectivity: null, reason: "not computed" };
}
