import type { UsableLabels } from "../../sides/functional/usable-labels.js";
import { labelsOf } from "../labels.js";
import { type ModelActing, modelActing } from "../model-acting.js";
import type { StudyContext, Values } from "./study-context.js";

/** The labels of the first data sets, up to one, as a model may be scored against them. */
export async function labelsUpTo(
  model: number,
  data: number,
  { datasets, models }: StudyContext,
  values: Values,
): Promise<readonly UsableLabels[]> {
  const some = datasets.slice(0, data + 1);
  const classifiers = await Promise.all(some.map(async (_, d) => (await values.dense(model, d)).classifier));
  return labelsOf(some, classifiers, models[model]?.rule ?? null);
}

/** How a model acts on one data set, by its own classifier and by a probe. */
export async function actingOfModel(
  model: number,
  data: number,
  context: StudyContext,
  values: Values,
): Promise<ModelActing> {
  const { classifier, dense } = await values.dense(model, data);
  const usable = (await labelsUpTo(model, data, context, values))[data];
  if (usable === undefined) throw new RangeError(`actingOfModel: there is no data set ${data}`);
  const head = await values.probe(model, data);
  const split = context.splits[data] ?? "not asked for";
  const probe = head === null || typeof split === "string" ? noProbe(split) : { head, split };
  return modelActing({ classifier, response: dense, usable }, probe);
}

function noProbe(split: unknown): string {
  return typeof split === "string" ? split : "not asked for";
}
