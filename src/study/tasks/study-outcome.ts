import { dirname } from "node:path/posix";
import { runtimeName } from "../../runtime/node-engine.js";
import { version } from "../../version.js";
import { evidenceOf } from "../findings/evidence-of.js";
import { findings } from "../findings/findings.js";
import { type MeasuredStudy, type StudyResult, studyResultSchema } from "../results/study.js";
import { type CompareResult, compareResultSchema, SCHEMA } from "../results.js";
import { select } from "../selection/select.js";
import { structure } from "../structure/structure.js";
import type { Done } from "./done.js";
import { selfGaps } from "./self-gaps.js";
import { type MadeMatrices, studyMatrices } from "./study-matrices.js";
import { failuresOf, studyModels } from "./study-models.js";
import { type StudyPairs, studyPairs } from "./study-pairs.js";
import { allWarnings, pairWarnings, type StudyWarnings, studyWarnings } from "./study-warnings.js";

/** The result of a study, and the whole comparisons behind it. */
export interface StudyOutcome {
  readonly result: StudyResult;
  comparisons(): AsyncIterable<Comparison>;
}

/** A comparison of two models of a study, and its folder below that of the results. */
export interface Comparison {
  readonly folder: string;
  readonly result: CompareResult;
}

/** Makes the result of what the tasks have left in the store. */
export async function studyOutcome(done: Done): Promise<StudyOutcome> {
  const { file, prepared, shop } = done;
  const { context, hashes } = prepared;
  const failures = failuresOf(done);
  const models = await studyModels(done);
  const together = studyPairs(done);
  const pairs = await together.all(failures);
  const warnings = await studyWarnings(done, failures, pairs);
  const names = context.models.map(({ name }) => name);
  const made: (readonly [string, MadeMatrices])[] = [];
  for (const [d, { name }] of context.datasets.entries())
    made.push([name, studyMatrices(names, failures, pairs, name, await selfGaps(done, models, d))]);
  const data = context.datasets.map(({ name, n, classes, sampleHash }, d) => ({
    ...{ name, spec: file.data[d]?.data ?? name, role: context.roles[d] ?? ("ood" as const), n, classes, sampleHash },
    sha256: hashes[d] ?? "",
  }));
  const measured: MeasuredStudy = {
    schema: SCHEMA,
    kind: "study",
    title: file.title ?? null,
    models,
    data,
    pruning: { method: context.settings.prune, levels: context.settings.levels },
    pairs,
    matrices: Object.fromEntries(made.map(([name, { matrices }]) => [name, matrices])),
    warnings: [...allWarnings(warnings)],
    provenance: provenanceOf(done),
    reasons: Object.fromEntries([
      ...data.flatMap(({ classes }, d) => (classes === null ? [[`data.${d}.classes`, NO_CLASSES]] : [])),
      ...made.flatMap(([name, { reasons }]) =>
        Object.entries(reasons).map(([path, why]) => [`matrices.${name}.${path}`, why]),
      ),
    ]),
  };
  const evidence = evidenceOf(measured);
  const { seed } = context.settings;
  const { candidates, ...recommendation } = select(evidence, file.select);
  const result = studyResultSchema.parse({
    ...measured,
    structure: await shop.compute.run(structure, "study/structure/structure", evidence, seed),
    findings: await shop.compute.run(findings, "study/findings/findings", evidence, seed),
    selection: candidates,
    recommendation,
  });
  return { result, comparisons: () => comparisonsOf(together, result, warnings) };
}

const NO_CLASSES = "the data do not say how many classes there are";

function provenanceOf({ file, prepared: { context }, startedAt }: Done): StudyResult["provenance"] {
  return {
    trisim: version(),
    runtime: runtimeName(),
    node: process.version,
    seed: context.settings.seed,
    options: { ...file },
    command: null,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
  };
}

/** The whole comparison of each pair that did not fail, and its folder. */
async function* comparisonsOf(
  together: StudyPairs,
  { pairs, models, provenance }: StudyResult,
  warned: StudyWarnings,
): AsyncIterable<Comparison> {
  const place = (name: string) => models.findIndex((model) => model.name === name);
  for (const { a, b, comparison } of pairs) {
    if (comparison === null) continue;
    const folder = dirname(comparison);
    const [i, j] = [place(a), place(b)];
    const both = { a: entryOf(models[i]), b: entryOf(models[j]) };
    const data = await together.whole(i, j);
    const warnings = [...pairWarnings(warned, i, j)];
    yield { folder, result: compareResultSchema.parse({ schema: SCHEMA, models: both, data, warnings, provenance }) };
  }
}

/** A model as a comparison describes it, whose families are those of the graph. */
function entryOf(model: StudyResult["models"][number] | undefined) {
  const { data: _, reasons: __, ...entry } = model ?? { data: [], reasons: {} };
  const known = ["cnn", "vit", "vlm"].find((family) => "family" in entry && entry.family === family);
  return { ...entry, family: known ?? "other" };
}
