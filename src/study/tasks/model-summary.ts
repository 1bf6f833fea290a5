import type { ProbeSplit } from "../../sides/functional/probe-split.js";
import { below } from "../../sides/reasoned.js";
import { modelSweep } from "../../sides/sparsity/model-sweep.js";
import { ownReading, probeReading, type Reading } from "../acting.js";
import { sweptModel } from "../data-entry.js";
import type { ModelActing } from "../model-acting.js";
import { soloLevel } from "../pair-level.js";
import type { StudyModelOnData } from "../results/study.js";
import { actingOfModel } from "./model-answers.js";
import type { StudyContext, Values } from "./study-context.js";

/** A model on one data set, whatever it is compared with: accuracy, and what pruning does to it. */
export async function modelSummary(
  model: number,
  data: number,
  context: StudyContext,
  values: Values,
): Promise<StudyModelOnData> {
  const { layers, penultimate } = await values.dense(model, data);
  const acting = await actingOfModel(model, data, context, values);
  const reading = aloneReading(acting, context.splits[data]);
  const why = acting.own.usable.reason ?? "not computed";
  const pruned = await values.pruned(model, data);
  const levels = context.settings.levels.flatMap((level, k) => {
    const of = pruned[k];
    return of === undefined ? [] : [soloLevel(level, of.level, reading)];
  });
  const dataset = context.datasets[data];
  const swept = sweptModel({ name: context.models[model]?.name ?? "", layers, penultimate }, reading);
  const sweep = modelSweep("a", levels, swept, dataset?.n ?? 0);
  const accuracy = sweep.value.accuracy[0] ?? null;
  return {
    name: dataset?.name ?? "",
    classifier: accuracy === null ? null : reading.name,
    classes: accuracy === null ? null : reading.classes,
    accuracy,
    layers,
    penultimate,
    sweep: sweep.value,
    reasons: {
      ...below("sweep", sweep.reasons),
      ...(accuracy === null ? Object.fromEntries(WITH_ACCURACY.map((key) => [key, why])) : {}),
    },
  };
}

/** What is null together with the accuracy, for its reason. */
const WITH_ACCURACY = [
  ...["accuracy", "classifier", "classes", "sweep.accuracy", "sweep.retention", "sweep.aboveChance"],
  ...["sweep.tracking.r", "sweep.tracking.steps", "sweep.tracking.sharpness"],
];

/** By its own classifier where this may be scored against the labels, else by the probe. */
function aloneReading({ own, probe }: ModelActing, split: ProbeSplit | string | undefined): Reading {
  const isOwn = own.usable.labels !== null || typeof probe === "string";
  if (isOwn || split === undefined || typeof split === "string") return ownReading(own);
  return probeReading(probe.predictions, probe.head, split.evaluated);
}
