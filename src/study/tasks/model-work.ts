import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import { usableLabels } from "../../sides/functional/usable-labels.js";
import { ownReader, probeOf, probeReader } from "../model-acting.js";
import { modelLevel, type Reader } from "../model-level.js";
import type { DenseTask, ProbeTask, PrunedTask } from "../plan/task.js";
import { type SeenModel, seenRun } from "../seen-model.js";
import { type OpenedModels, refuseOther } from "./opened-models.js";
import { savedModel } from "./saved-model.js";
import type { PrunedValue, StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** Runs a network as it is over one data set, or reads what was saved of it. */
export async function denseWork(
  { model, data }: DenseTask,
  shop: Workshop,
  opened: OpenedModels,
  context: StudyContext,
): Promise<SeenModel> {
  const { datasets, models } = context;
  const [dataset, source] = [datasets[data], models[model]];
  if (dataset === undefined || source === undefined) throw new RangeError(`dense: there is no ${model} on ${data}`);
  const file = source.saved?.[data];
  const seen =
    file === undefined
      ? await seenRun(shop, await opened.tapped(model), dataset)
      : await savedModel(source.name, file, dataset);
  if (file !== undefined) refuseOther(context, model, data, seen.entry.sha256);
  // A rule that does not fit is this model's failure, not that of all that is compared with it.
  if (data === 0) usableLabels(dataset, seen.classifier, source.rule);
  return seen;
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
