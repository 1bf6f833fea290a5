import type { StudyModel } from "../results/study.js";
import { whySaved } from "../seen-model.js";
import type { Done } from "./done.js";
import { latencyOf, machineName } from "./latency.js";
import type { ModelFacts } from "./model-facts.js";
import { modelSummary } from "./model-summary.js";
import { type OpenedModels, openedModels } from "./opened-models.js";

/** One a model: why it is left out, `null` where it is not. */
export function failuresOf({ prepared }: Done): readonly (string | null)[] {
  return prepared.facts.map((facts) => ("failure" in facts ? facts.failure : null));
}

/** The models as results describe them: what they are, and what each does alone. */
export async function studyModels(done: Done): Promise<StudyModel[]> {
  const { file, prepared, shop } = done;
  const { context, facts } = prepared;
  const opened = openedModels(shop, context);
  const models: StudyModel[] = [];
  for (const [place, { name, spec }] of context.models.entries()) {
    const { family, fork = null, twins = null, tower = null, recipe = null } = file.models[place] ?? {};
    const known = facts[place];
    const said = { name, spec, fork, twins, tower, recipe, family: family ?? known?.family ?? "other" };
    if (known === undefined || "failure" in known) {
      const failure = known?.failure ?? "not computed";
      models.push({ ...said, ...untimed(null), failure, data: [], reasons: { data: failure, ...untimed(failure) } });
    } else models.push({ ...(await aliveModel(known, done, opened)), ...said });
  }
  return models;
}

/** What was found of a model that did not fail. */
async function aliveModel(
  known: ModelFacts,
  { prepared: { context, store }, values, shop }: Done,
  opened: OpenedModels,
): Promise<Omit<StudyModel, "spec" | "fork" | "twins" | "tower" | "recipe">> {
  const { place, sha256, unpruned, runs } = known;
  const alone = values.ofStore();
  const { entry } = await alone.dense(place, 0);
  const key = { what: "latencies", ...known.identity, machine: machineName() };
  const measured = () =>
    store.remembered(
      () => key,
      async () => latencyOf(shop, await opened.tapped(place)),
    );
  const latency = runs ? await measured() : null;
  const timed = latency === null ? untimed(null) : { latency: latency.best, latencySlowest: latency.slowest };
  const data = [];
  for (const d of context.datasets.keys()) data.push(await modelSummary(place, d, unpruned, context, alone));
  const why = whySaved(entry.name);
  return {
    ...{ ...entry, sha256, ...timed, failure: null, data },
    ...(unpruned === null ? {} : { unpruned }),
    reasons: runs ? {} : { parameters: why, ...untimed(why) },
  };
}

/** The same for all that is timed. */
function untimed<T>(of: T): { readonly latency: T; readonly latencySlowest: T } {
  return { latency: of, latencySlowest: of };
}
