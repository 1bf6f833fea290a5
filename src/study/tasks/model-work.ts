import { TrisimError } from "../../errors.js";
import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import { usableLabels } from "../../sides/functional/usable-labels.js";
import { classifierOf } from "../classifier-of.js";
import { densePass } from "../dense-pass.js";
import { ownReader, probeOf, probeReader } from "../model-acting.js";
import { modelEntry } from "../model-entry.js";
import { modelLevel, type Reader } from "../model-level.js";
import type { DenseTask, ProbeTask, PrunedTask } from "../plan/task.js";
import type { OpenedModels } from "./opened-models.js";
import type { DenseValue, PrunedValue, StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** Runs a network as it is over one data set. */
export async function denseWork(
  { model, data }: DenseTask,
  shop: Workshop,
  opened: OpenedModels,
  { datasets, models }: StudyContext,
): Promise<DenseValue> {
  const tapped = await opened.tapped(model);
  const dataset = datasets[data];
  const [dense] = await densePass(shop, tapped, datasets.slice(data, data + 1));
  if (dense === undefined || dataset === undefined) throw new RangeError(`dense: there is no data set ${data}`);
  const { name: _, ...entry } = modelEntry(tapped);
  const { layers, penultimate } = tapped;
  const classifier = classifierOf(tapped, dense.logits);
  const rule = models[model]?.rule ?? null;
  // Labels that cannot be its classes are this model's failure, not that of all that is compared with it.
  if (data === 0 || rule === null) usableLabels(dataset, classifier, rule);
  return { entry, layers, penultimate, dense, classifier, notes: tapped.head?.notes ?? [] };
}

/** Fits a probe on a network's penultimate layer. */
export async function probeWork(
  { model, data }: ProbeTask,
  shop: Workshop,
  { splits, settings }: StudyContext,
  values: Values,
): Promise<ProbeHead> {
  const split = splits[data];
  if (split === undefined || typeof split === "string") throw new RangeError(`probe: there is no split of ${data}`);
  return probeOf(shop, (await values.dense(model, data)).dense, split, settings.seed);
}

/** Prunes a network to one level, runs it over one data set and compares it with its dense self. */
export async function prunedWork(
  { model, data, level }: PrunedTask,
  shop: Workshop,
  opened: OpenedModels,
  context: StudyContext,
  values: Values,
): Promise<PrunedValue> {
  const { dense } = await values.dense(model, data);
  const pruner = await opened.pruner(model);
  if (pruner.gap !== null && level > 0)
    throw new TrisimError("unsupported", `${pruner.gap}; studies prune every model: leave it out, or give levels: [0]`);
  const pruned = await pruner.at(level, [dense], context.datasets.slice(data, data + 1));
  const [after] = pruned.responses;
  if (after === undefined) throw new RangeError(`pruned: there is no data set ${data}`);
  const head = await values.probe(model, data);
  const split = context.splits[data] ?? "not asked for";
  const own: Record<string, Reader> = { own: ownReader };
  const readers =
    head === null || typeof split === "string" ? own : { ...own, probe: probeReader(head, split.evaluated) };
  return {
    level: await modelLevel(shop, pruned, dense, after, readers, context.settings),
    nCalibration: pruner.nCalibration,
    notes: pruner.notes,
  };
}
