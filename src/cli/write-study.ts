import { availableParallelism } from "node:os";
import { join } from "node:path";
import { makeFolder } from "../data/make-folder.js";
import { writeAtomic } from "../data/write-atomic.js";
import { renderPage } from "../report/render-page.js";
import { renderStudy } from "../report/render-study.js";
import type { Yardstick } from "../report/yardstick.js";
import { ComputeThread } from "../runtime/compute-thread.js";
import type { StudyPair, StudyResult } from "../study/results/study.js";
import type { CompareResult } from "../study/results.js";
import type { FinishedStudy } from "../study/study.js";
import { withCommand } from "./command-line.js";
import type { OutputFlags } from "./common-options.js";
import { formerPairs } from "./former-pairs.js";
import { watched } from "./watched.js";
import { resultText } from "./write-comparison.js";

/**
 * Writes `results.json` and `index.html` of a study into a folder that is there, and the comparison of every pair below it,
 * held against two seeds of one network where the study has such. Comparisons of an earlier run that it has no more are removed.
 */
export async function writeStudy(
  out: string,
  { result, comparisons }: Pick<FinishedStudy, "result" | "comparisons">,
  flags: OutputFlags,
): Promise<void> {
  const seeds = result.pairs.find((pair) => isOfSeeds(pair, result));
  const total = result.pairs.filter(({ comparison }) => comparison !== null).length;
  const printers = Array.from({ length: availableParallelism() }, () => new ComputeThread());
  try {
    await watched(flags, async (tell) => {
      const busy: Promise<void>[] = printers.map(() => Promise.resolve());
      let done = 0;
      for await (const { folder, result: bare } of comparisons()) {
        const comparison = withCommand(bare, result.provenance.command);
        tell({ done, total, what: `writing ${folder}` });
        const at = done % printers.length;
        const yardstick = comparison.models.a.name === seeds?.a && comparison.models.b.name === seeds.b ? null : seeds;
        await busy[at];
        busy[at] = writePair(join(out, folder), comparison, yardstickOf(yardstick), printers[at]);
        // It is awaited before the next of its printer, or at the end.
        busy[at].catch(() => undefined);
        done++;
      }
      await Promise.all(busy);
    });
  } finally {
    await Promise.all(printers.map((printer) => printer.close()));
  }
  const removeFormer = await formerPairs(out, result);
  await writeAtomic(join(out, "results.json"), resultText(result));
  await writeAtomic(join(out, "index.html"), renderStudy(result));
  await removeFormer();
}

/** A comparison and its page, which is drawn in a thread beside others. */
async function writePair(
  folder: string,
  comparison: CompareResult,
  yardstick: Yardstick | null,
  printer: ComputeThread | undefined,
): Promise<void> {
  if (printer === undefined) throw new RangeError("writePair: there is no printer");
  await makeFolder(folder);
  const page = await printer.run(renderPage, "report/render-page", comparison, { yardstick });
  await writeAtomic(join(folder, "results.json"), resultText(comparison));
  await writeAtomic(join(folder, "index.html"), page);
}

/** Whether the two are seeds of one recipe, neither a fork, and not one file. */
function isOfSeeds({ a, b, failure }: StudyPair, { models }: StudyResult): boolean {
  const [one, other] = [a, b].map((name) => models.find((model) => model.name === name));
  if (failure !== null || !one || !other || one.fork !== null || other.fork !== null) return false;
  return one.twins !== null && one.twins === other.twins && one.sha256 !== other.sha256;
}

function yardstickOf(pair: StudyPair | null | undefined): Yardstick | null {
  return pair == null ? null : { label: `two seeds of one network, ${pair.a} and ${pair.b}`, data: pair.data };
}
