import { join } from "node:path";
import { makeFolder } from "../../data/make-folder.js";
import { readStudy } from "../../study/read-study.js";
import { withCommand } from "../command-line.js";
import type { OutputFlags } from "../common-options.js";
import { StudyFailure } from "../fault.js";
import { studyCsv } from "../study-csv.js";
import { writeExample } from "../study-example.js";
import { studyFailures } from "../study-failures.js";
import { studySummary } from "../study-summary.js";
import { warn, watched } from "../watched.js";
import { resultText } from "../write-comparison.js";

export interface StudyFlags extends OutputFlags {
  readonly out?: string;
  readonly fresh?: boolean;
  readonly explain?: boolean;
  readonly dryRun?: boolean;
  readonly init?: boolean;
  readonly threads?: number;
  /** The command line that gives the results again. */
  readonly typed: string;
}

/** `trisim study`: results are written first, then said; a model or a pair that failed makes the exit code 1. */
export async function runStudyCommand(path: string, flags: StudyFlags, signal: AbortSignal): Promise<void> {
  if (flags.init) return writeExample(path);
  const { out, fresh, threads, json, csv } = flags;
  const file = await readStudy(path);
  const store = out === undefined ? undefined : join(out, "store");
  // Loaded where they are needed: a fault in the file is told at once.
  if (flags.explain || flags.dryRun) {
    const { explainStudy } = await import("./explain-study.js");
    return explainStudy(file, { ...flags, store }, signal);
  }
  const { runStudy } = await import("../../study/study.js");
  const { writeStudy } = await import("../write-study.js");
  if (out !== undefined) await makeFolder(out);
  const finished = await watched(flags, (onProgress) => runStudy(file, { store, fresh, threads, signal, onProgress }));
  try {
    const result = withCommand(finished.result, flags.typed);
    for (const warning of result.warnings) warn(flags, warning);
    if (out !== undefined) await writeStudy(out, { ...finished, result }, flags);
    process.stdout.write(json ? resultText(result) : csv ? studyCsv(result) : studySummary(result, out));
    const failed = studyFailures(result);
    if (failed.length > 0) throw new StudyFailure(`${failed.join(", ")} failed; the results say why`);
  } finally {
    await finished.close();
  }
}
