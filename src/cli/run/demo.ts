import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeFolder } from "../../data/make-folder.js";
import { readStudy } from "../../study/read-study.js";
import { runStudy } from "../../study/study.js";
import { withCommand } from "../command-line.js";
import { studySummary } from "../study-summary.js";
import { watched } from "../watched.js";
import { writeStudy } from "../write-study.js";

export interface DemoFlags {
  readonly out: string;
  readonly limit?: number;
  readonly fresh?: boolean;
  readonly threads?: number;
  readonly quiet?: boolean;
  /** The command line that gives the results again. */
  readonly typed: string;
}

/** The study of the embedded zoo, from the sources and from the build alike. */
const DEMO_STUDY = fileURLToPath(new URL("../../../zoo/study.yaml", import.meta.url));

/** `trisim demo`: the study of the embedded networks on the embedded images. */
export async function runDemo(flags: DemoFlags, signal: AbortSignal): Promise<void> {
  const { out, limit, fresh, threads } = flags;
  const study = await readStudy(DEMO_STUDY);
  const file = limit === undefined ? study : { ...study, data: study.data.map((one) => ({ ...one, limit })) };
  await makeFolder(out);
  const store = join(out, "store");
  const finished = await watched(flags, (onProgress) => runStudy(file, { store, fresh, threads, signal, onProgress }));
  try {
    const result = withCommand(finished.result, flags.typed);
    await writeStudy(out, { ...finished, result }, flags);
    process.stdout.write(studySummary(result, out));
  } finally {
    await finished.close();
  }
}
