import { DASH, fixed } from "../report/format.js";
import type { StudyResult } from "../study/results/study.js";
import { tableName } from "./terminal-text.js";
import { textTable } from "./text-table.js";
import { wrapped } from "./wrapped.js";

/** What `trisim study` prints: the models, what may be concluded, and where to look. */
export function studySummary(result: StudyResult, out: string | undefined): string {
  const { models, data, findings, recommendation } = result;
  const head = ["model", "family", "parameters", ...data.map(({ name }) => tableName(name))];
  const rows = models.map(({ name, family, parameters, failure, data: on }) => [
    tableName(name),
    tableName(family),
    parameters == null ? DASH : parameters.toLocaleString("en-US"),
    ...data.map((set) => {
      const accuracy = on.find((one) => one.name === set.name)?.accuracy ?? null;
      return failure !== null ? "failed" : accuracy === null ? DASH : `${fixed(100 * accuracy, 1)}%`;
    }),
  ]);
  const sentences = [findings.family.sentence, findings.pruning.sentence, findings.regulariser.sentence];
  const chosen = recommendation.recommendation?.sentence;
  const unpruned = models.flatMap((model) => model.unpruned ?? []);
  const left = unpruned.length === 0 ? [] : [`Not pruned, and so without a sparsity side: ${unpruned.join("; ")}.`];
  const said = [...left, ...sentences, ...(chosen === undefined ? [] : [chosen])].map(
    (sentence) => `${wrapped(sentence, 100)}\n`,
  );
  const where = out === undefined ? [] : [`${out}/index.html shows it, ${out}/results.json holds it.\n`];
  return [textTable(head, rows), ...said, ...where].join("\n");
}
