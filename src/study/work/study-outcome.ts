import { version } from "../../version.js";
import type { Outcome } from "../executor.js";
import { evidenceOf } from "../findings/evidence-of.js";
import { findings } from "../findings/findings.js";
import { modelsOf, type PairTask } from "../plan/task.js";
import { type MeasuredStudy, type StudyResult, studyResultSchema } from "../results/study.js";
import { type CompareResult, compareResultSchema, SCHEMA } from "../results.js";
import { select } from "../selection/select.js";
import { structure } from "../structure/structure.js";
import type { StudyFile } from "../study-file.js";
import { type PreparedStudy, runtimeVersion } from "./prepare-study.js";
import { studyMatrices } from "./study-matrices.js";
import { failuresOf, studyModels } from "./study-models.js";
import { studyPairs } from "./study-pairs.js";
import { studyWarnings } from "./study-warnings.js";
import type { TaskValues } from "./task-values.js";
import type { Workshop } from "./workshop.js";

/** All that a result is made of. */
export interface Done {
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
  const { context, plan, hashes } = prepared;
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
  const measured: MeasuredStudy = {
    schema: SCHEMA,
    title: file.title ?? null,
    models,
    data,
    pruning: { method, levels },
    pairs,
    matrices: Object.fromEntries(made.map(([name, { matrices }]) => [name, matrices])),
    warnings: [...(await studyWarnings(done, failures))],
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
