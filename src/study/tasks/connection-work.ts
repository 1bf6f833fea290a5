import type { Response } from "../../runtime/response.js";
import type { Connected } from "../../sides/functional/connectivity.js";
import type { UsableLabels } from "../../sides/functional/usable-labels.js";
import { connect } from "../connect.js";
import { connectionPlan } from "../connection-plan.js";
import { ofOneClassifier } from "../labels.js";
import type { ConnectionTask } from "../plan/task.js";
import { ProgressCount } from "../progress-count.js";
import { labelsUpTo } from "./model-answers.js";
import type { OpenedModels } from "./opened-models.js";
import type { StudyContext, Values } from "./study-context.js";
import type { Workshop } from "./workshop.js";

/** Walks the path between the weights of two networks, on each of the data sets that it is asked for. */
export async function connectionWork(
  { a, b, on }: ConnectionTask,
  shop: Workshop,
  opened: OpenedModels,
  context: StudyContext,
  values: Values,
): Promise<readonly Connected[]> {
  const tapped = { a: await opened.tapped(a), b: await opened.tapped(b) };
  const datasets = on.flatMap((d) => context.datasets[d] ?? []);
  const models = { a: tapped.a.model, b: tapped.b.model };
  const plan = await connectionPlan(models, datasets, context.settings, context.calibration);
  const dense = { a: await responses(a, on, values), b: await responses(b, on, values) };
  const labels = ofOneClassifier({
    a: await labelsOn(a, on, context, values),
    b: await labelsOn(b, on, context, values),
  });
  const progress = new ProgressCount(undefined, plan.images);
  const { entries } = await connect({ ...shop, ...tapped }, plan, dense, labels, context.settings.seed, progress);
  return entries;
}

function responses(model: number, on: readonly number[], values: Values): Promise<readonly Response[]> {
  return Promise.all(on.map(async (d) => (await values.dense(model, d)).dense));
}

function labelsOn(
  model: number,
  on: readonly number[],
  context: StudyContext,
  values: Values,
): Promise<readonly UsableLabels[]> {
  return Promise.all(on.map(async (d) => (await labelsUpTo(model, d, context, values)).slice(-1))).then((of) =>
    of.flat(),
  );
}
