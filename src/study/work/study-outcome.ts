import { findings } from "../findings/findings.js";
import { evidenceOf } from "../findings/evidence-of.js";
import type { Outcome } from "../executor.js";
import { modelsOf, type PairTask } from "../plan/task.js";
import { type CompareResult, compareResultSchema, SCHEMA } from "../results.js";
import { type StudyModel, type StudyPair, type StudyPairOnData, type StudyResult, studyResultSchema } from "../results/study.js";
import { select } from "../selection/select.js";
import { structure } from "../structure/structure.js";
import type { StudyFile } from "../study-file.js";
import { version } from "../../version.js";
import { dataWarnings, storeWarnings } from "../warnings.js";
import { latencyOf, machineName } from "./latency.js";
import { labelsUpTo } from "./model-answers.js";
import { modelSummary } from "./model-summary.js";
import { openedModels } from "./opened-models.js";
import type { PairValue } from "./pair-work.js";
import { type PreparedStudy, runtimeVersion } from "./prepare-study.js";
import { studyMatrices } from "./study-matrices.js";
import type { TaskValues } from "./task-values.js";
import type { Workshop } from "./workshop.js";

/** All that a result is made of. */
interface Done {
  readonly file: StudyFile;
  readonly prepared: PreparedStudy;
  readonly values: TaskValues;
  readonly outcomes: readonly Outcome[];
  readonly shop: Workshop;
  readonly startedAt: Date;
}

/** The result of a study, and the whole comparisons behind it. */
export interface StudyOutcome {
  readonly result: StudyResult;
  comparisons(): AsyncIterable<CompareResult>;
}

/** Makes the result of what the tasks have left in the store. */
export async function studyOutcome(done: Done): Promise<StudyOutcome> {
  const { file, prepared, startedAt } = done;
  const { context, plan, hashes, store } = prepared;
  const failures = failuresOf(done);
  const models = await studyModels(done, failures);
  const pairs = await studyPairs(done, failures);
  const names = context.models.map(({ name }) => name);
  const made = context.datasets.map(({ name }) => [name, studyMatrices(names, failures, pairs, name)] as const);
  const data = context.datasets.map(({ name, n, classes, sampleHash }, d) => ({
    ...{ name, spec: file.data[d]?.data ?? name, role: context.roles[d] ?? ("ood" as const), n, classes, sampleHash },
    sha256: hashes[d] ?? "",
  }));
  const { method, levels } = { method: context.settings.prune, levels: context.settings.levels };
  const measured = {
    schema: SCHEMA,
    title: file.title ?? null,
    models,
    data,
    pruning: { method, levels },
    pairs,
    matrices: Object.fromEntries(made.map(([name, { matrices }]) => [name, matrices])),
    warnings: [...new Set(await warningsOf(done, failures))],
    provenance: { ...provenanceOf(done), seconds: (Date.now() - startedAt.getTime()) / 1000 },
    reasons: Object.fromEntries(
      made.flatMap(([name, { reasons }]) =>
        Object.entries(reasons).map(([path, why]) => [`matrices.${name}.${path}`, why]),
      ),
    ),
  };
  const evidence = evidenceOf(measured);
  const { candidates, ...recommendation } = select(evidence, file.select);
  const result = studyResultSchema.parse({
    ...measured,
    structure: structure(evidence, context.settings.seed),
    findings: findings(evidence, context.settings.seed),
    selection: candidates,
    recommendation,
  });
  const tasks = plan.tasks.filter((task): task is PairTask => task.kind === "pair");
  return { result, comparisons: () => comparisonsOf(done, result, tasks) };
}

/** One a model: why it is left out, `null` where it is not. */
function failuresOf({ prepared, outcomes }: Done): readonly (string | null)[] {
  return prepared.facts.map((facts, place) => {
    if ("failure" in facts) return facts.failure;
    const own = outcomes.find(({ task, failure }) => failure !== null && "model" in task && task.model === place);
    return own?.failure ?? null;
  });
}

async function studyModels({ file, prepared, values, shop }: Done, failures: readonly (string | null)[]) {
  const { context, facts, store } = prepared;
  const alone = values.ofStore();
  const opened = openedModels(shop, context);
  const models: StudyModel[] = [];
  for (const [place, { name, spec }] of context.models.entries()) {
    const { family, fork = null, twins = null, tower = null, recipe = null } = file.models[place] ?? {};
    const known = facts[place];
    const said = { name, spec, fork, twins, tower, recipe };
    const failure = failures[place] ?? null;
    if (known === undefined || "failure" in known || failure !== null) {
      const reasons = { data: failure ?? "not computed", latency: failure ?? "not computed" };
      models.push({ ...said, family: family ?? familyIn(known), latency: null, failure, data: [], reasons });
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
    models.push({ ...entry, ...said, family: family ?? known.family, latency, failure, data, reasons: {} });
  }
  return models;
}

function familyIn(facts: PreparedStudy["facts"][number] | undefined): string {
  return facts !== undefined && "family" in facts ? facts.family : "other";
}

async function studyPairs({ prepared, values, outcomes }: Done, failures: readonly (string | null)[]) {
  const { context, plan } = prepared;
  const failed = new Map(outcomes.map(({ task, failure }) => [task.id, failure]));
  const pairs = new Map<string, StudyPair>();
  for (const task of plan.tasks) {
    if (task.kind !== "pair") continue;
    const [a, b] = [context.models[task.a]?.name ?? "", context.models[task.b]?.name ?? ""];
    const key = `${task.a} ${task.b}`;
    const failure = failures[task.a] ?? failures[task.b] ?? failed.get(task.id) ?? null;
    const known = pairs.get(key) ?? { a, b, comparison: null, failure: null, data: [] };
    if (failure !== null) pairs.set(key, { ...known, failure });
    else pairs.set(key, { ...known, data: [...known.data, pairOnData(await values.pair(task))] });
  }
  return [...pairs.values()].map((pair) =>
    pair.failure === null ? { ...pair, comparison: `pairs/${pair.a}+${pair.b}/results.json` } : pair,
  );
}

function pairOnData({ entry, gains }: PairValue): StudyPairOnData {
  const { static: still, functional, sparsity } = entry;
  return {
    ...entry,
    static: { representation: still.representation, layers: still.layers },
    functional,
    sparsity: { ...sparsity, gainCorrelations: gains.correlations },
  };
}

async function warningsOf({ prepared, values, outcomes }: Done, failures: readonly (string | null)[]) {
  const { context, facts, store } = prepared;
  const alone = values.ofStore();
  const warnings: string[] = [];
  for (const [place, { name }] of context.models.entries()) {
    const [known, failure] = [facts[place], failures[place]];
    if (failure !== null) warnings.push(`${name} is left out: ${failure}`);
    if (known === undefined || "failure" in known || failure !== null) continue;
    if (known.warning !== null) warnings.push(known.warning);
    for (const d of context.datasets.keys()) {
      const usable = (await labelsUpTo(place, d, context, alone))[d];
      if (usable?.assumption != null) warnings.push(usable.assumption);
      warnings.push(...((await alone.pruned(place, d))[0]?.notes ?? []));
    }
  }
  for (const { task, failure } of outcomes)
    if (failure !== null && task.kind === "connection") warnings.push(`${task.id}: ${failure}`);
  return [...warnings, ...dataWarnings(context.datasets), ...storeWarnings(store)];
}

function provenanceOf({ file, prepared: { context }, startedAt }: Done): StudyResult["provenance"] {
  return {
    trisim: version(),
    runtime: runtimeVersion(),
    node: process.version,
    seed: context.settings.seed,
    options: { ...file },
    startedAt: startedAt.toISOString(),
    seconds: 0,
  };
}

/** The whole comparison of each pair that did not fail. */
async function* comparisonsOf(
  { values, prepared: { context } }: Done,
  { pairs, models, warnings, provenance }: StudyResult,
  tasks: readonly PairTask[],
): AsyncIterable<CompareResult> {
  for (const { a, b, failure } of pairs) {
    if (failure !== null) continue;
    const own = tasks.filter((task) => {
      const names = modelsOf(task).map((model) => context.models[model]?.name);
      return names[0] === a && names[1] === b;
    });
    const data = [];
    for (const task of own) data.push((await values.pair(task)).entry);
    const [of, other] = [a, b].map((name) => models.find((model) => model.name === name));
    const both = { a: of, b: other };
    yield compareResultSchema.parse({ schema: SCHEMA, models: both, data, warnings, provenance });
  }
}
