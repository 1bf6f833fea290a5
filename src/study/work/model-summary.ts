import { modelSweep } from "../../sides/sparsity/model-sweep.js";
import { below } from "../../sides/reasoned.js";
import type { Reading } from "../acting.js";
import { type ModelActing, ownReader, probeReader } from "../model-acting.js";
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
  const { reading, classes, why } = aloneReading(acting, context, data);
  const pruned = await values.pruned(model, data);
  const levels = context.settings.levels.flatMap((level, k) => {
    const of = pruned[k];
    return of === undefined ? [] : [soloLevel(level, of.level, reading)];
  });
  const dataset = context.datasets[data];
  const swept = { name: context.models[model]?.name ?? "", layers, classes, examples: reading.examples };
  const sweep = modelSweep("a", levels, swept, dataset?.n ?? 0);
  const accuracy = sweep.value.accuracy[0] ?? null;
  return {
    name: dataset?.name ?? "",
    classifier: accuracy === null ? null : reading.name,
    classes: accuracy === null ? null : classes,
    accuracy,
    layers,
    penultimate,
    sweep: sweep.value,
    reasons: {
      ...below("sweep", sweep.reasons),
      ...(accuracy === null ? { accuracy: why, classifier: why, classes: why } : {}),
    },
  };
}

/** By its own classifier where this may be scored against the labels, else by the probe. */
function aloneReading(
  { own, probe }: ModelActing,
  { splits }: StudyContext,
  data: number,
): { readonly reading: Reading; readonly classes: number | null; readonly why: string } {
  const split = splits[data];
  const { usable, classifier } = own;
  const why = usable.reason ?? "not computed";
  if (usable.labels !== null || typeof probe === "string" || split === undefined || typeof split === "string") {
    const reading: Reading = { name: "own", logits: ownReader, labels: usable.labels, examples: null, by: null };
    return { reading, classes: usable.labels === null ? null : classifier.outputs, why };
  }
  const { evaluated } = split;
  const logits = probeReader(probe.head, evaluated);
  const { labels } = probe.predictions.usable;
  return { reading: { name: "probe", logits, labels, examples: evaluated, by: probe.head }, classes: split.classes.length, why };
}
