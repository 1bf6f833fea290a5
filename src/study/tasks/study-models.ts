import type { StudyModel } from "../results/study.js";
import { latencyOf, machineName } from "./latency.js";
import { modelSummary } from "./model-summary.js";
import { openedModels } from "./opened-models.js";
import type { Done } from "./study-outcome.js";

/** One a model: why it is left out, `null` where it is not. */
export function failuresOf({ prepared }: Done): readonly (string | null)[] {
  return prepared.facts.map((facts) => ("failure" in facts ? facts.failure : null));
}

/** The models as results describe them: what they are, and what each does alone. */
export async function studyModels({ file, prepared, values, shop }: Done): Promise<StudyModel[]> {
  const { context, facts, store } = prepared;
  const alone = values.ofStore();
  const opened = openedModels(shop, context);
  const models: StudyModel[] = [];
  for (const [place, { name, spec }] of context.models.entries()) {
    const { family, fork = null, twins = null, tower = null, recipe = null } = file.models[place] ?? {};
    const known = facts[place];
    const said = { name, spec, fork, twins, tower, recipe };
    if (known === undefined || "failure" in known) {
      const failure = known?.failure ?? "not computed";
      const reasons = { data: failure, latency: failure };
      models.push({ ...said, family: family ?? known?.family ?? "other", latency: null, failure, data: [], reasons });
      continue;
    }
    const { entry } = await alone.dense(place, 0);
    const key = { what: "latency", ...known.identity, machine: machineName() };
    const latency = await store.remembered(
      () => key,
      async () => latencyOf(shop, await opened.tapped(place)),
    );
    const data = [];
    for (const d of context.datasets.keys()) data.push(await modelSummary(place, d, context, alone));
    models.push({ ...entry, ...said, family: family ?? known.family, latency, failure: null, data, reasons: {} });
  }
  return models;
}
