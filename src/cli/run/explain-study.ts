import { explained, type StudyCosts, studyCosts } from "../../study/study-costs.js";
import type { StudyFile } from "../../study/study-file.js";
import type { OutputFlags } from "../common-options.js";
import { textTable } from "../text-table.js";
import { warn, watched } from "../watched.js";

/** How a study is to be explained. */
interface ExplainFlags extends OutputFlags {
  readonly store: string | undefined;
  readonly fresh?: boolean;
  readonly dryRun?: boolean;
  readonly threads?: number;
}

/** Says what a study would do, what of it is stored and, where asked to, how long the rest would take. */
export async function explainStudy(file: StudyFile, flags: ExplainFlags, signal: AbortSignal): Promise<void> {
  const { store, fresh, threads, dryRun, json } = flags;
  const costs = await watched(flags, (onProgress) =>
    studyCosts(file, { store, fresh, threads, signal, onProgress, timed: dryRun === true }),
  );
  for (const { name, failure } of costs.failures) warn(flags, `${name} would be left out: ${failure}`);
  process.stdout.write(json ? `${JSON.stringify(costs, null, 2)}\n` : summary(costs));
}

function summary(costs: StudyCosts): string {
  const rows = costs.kinds.map(({ kind, tasks, stored, images, imagesLeft }) => [
    kind,
    ...[tasks, stored, images, imagesLeft].map((value) => value.toLocaleString("en-US")),
  ]);
  return `${textTable(["work", "tasks", "stored", "images", "left"], rows)}\n${explained(costs)}\n`;
}
