import { accuracy } from "../../measures/predictive/accuracy.js";
import { predictions } from "../../measures/predictive/predictions.js";
import type { Response } from "../../runtime/response.js";
import type { ProbeSplit } from "../../sides/functional/probe-split.js";
import { below, type Reasoned } from "../../sides/reasoned.js";
import type { SweptModel } from "../../sides/sparsity/level.js";
import { type ModelSweep, modelSweep } from "../../sides/sparsity/model-sweep.js";
import { ownReading, probeReading, type Reading } from "../acting.js";
import { sweptModel } from "../data-entry.js";
import type { ModelActing } from "../model-acting.js";
import { soloLevel } from "../pair-level.js";
import type { StudyModelOnData } from "../results/study.js";
import type { StudyContext, Values } from "./study-context.js";

/**
 * A model on one data set, whatever it is compared with: accuracy, and what pruning does to it.
 *
 * @param unpruned - why it is not pruned, `null` where it is.
 */
export async function modelSummary(
  model: number,
  data: number,
  unpruned: string | null,
  context: StudyContext,
  values: Values,
): Promise<StudyModelOnData> {
  const { layers, penultimate, dense } = await values.dense(model, data);
  const acting = await values.acting(model, data);
  const reading = aloneReading(acting, context.splits[data]);
  const why = acting.own.usable.reason ?? "not computed";
  const dataset = context.datasets[data];
  const swept = sweptModel({ name: context.models[model]?.name ?? "", layers, penultimate }, reading);
  const sweep = unpruned === null ? await sweepOf(model, data, swept, reading, context, values) : notSwept(unpruned);
  const accuracy = accuracyOf(dense, reading);
  return {
    name: dataset?.name ?? "",
    classifier: accuracy === null ? null : reading.name,
    classes: accuracy === null ? null : reading.classes,
    accuracy,
    layers,
    penultimate,
    sweep: sweep.value,
    reasons: {
      ...sweep.reasons,
      ...(accuracy === null ? Object.fromEntries(WITH_ACCURACY.map((key) => [key, why])) : {}),
      ...(accuracy === null && sweep.value !== null
        ? below("sweep", Object.fromEntries(SWEPT_WITH_ACCURACY.map((key) => [key, why])))
        : {}),
    },
  };
}

async function sweepOf(
  model: number,
  data: number,
  swept: SweptModel,
  reading: Reading,
  { settings, datasets }: StudyContext,
  values: Values,
): Promise<Reasoned<ModelSweep>> {
  const pruned = await values.pruned(model, data);
  const levels = settings.levels.flatMap((level, k) => {
    const of = pruned[k];
    return of === undefined ? [] : [soloLevel(level, of.level, reading)];
  });
  const { value, reasons } = modelSweep("a", levels, swept, datasets[data]?.n ?? 0);
  return { value, reasons: below("sweep", reasons) };
}

function notSwept(why: string): Reasoned<null> {
  return { value: null, reasons: { sweep: why } };
}

/** Of the dense model; `null` where it predicts nothing or may not be scored against the labels. */
function accuracyOf(dense: Response, { logits, labels }: Reading): number | null {
  const own = logits(dense);
  return own === null || labels === null ? null : accuracy(predictions(own).classes, labels);
}

/** What is null together with the accuracy, for its reason. */
const WITH_ACCURACY = ["accuracy", "classifier", "classes"];
const SWEPT_WITH_ACCURACY = [
  ...["accuracy", "retention", "aboveChance"],
  ...["tracking.r", "tracking.steps", "tracking.sharpness"],
];

/** By its own classifier where this may be scored against the labels, else by the probe. */
function aloneReading({ own, probe }: ModelActing, split: ProbeSplit | string | undefined): Reading {
  const isOwn = own.usable.labels !== null || typeof probe === "string";
  if (isOwn || split === undefined || typeof split === "string") return ownReading(own);
  return probeReading(probe.predictions, probe.head, split.evaluated);
}
