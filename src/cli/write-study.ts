import { join } from "node:path";
import { writeAtomic } from "../data/write-atomic.js";
import { renderStudy } from "../report/render-study.js";
import type { Yardstick } from "../report/yardstick.js";
import type { StudyPair, StudyResult } from "../study/results/study.js";
import type { FinishedStudy } from "../study/study.js";
import type { OutputFlags } from "./common-options.js";
import { watched } from "./watched.js";
import { makeFolder, resultText, writeComparison } from "./write-comparison.js";

/**
 * Writes `results.json` and `index.html` of a study into a folder that is there, and the comparison of every pair below it,
 * held against two seeds of one network where the study has such.
 */
export async function writeStudy(
  out: string,
  { result, comparisons }: FinishedStudy,
  flags: OutputFlags,
): Promise<void> {
  const seeds = result.pairs.find((pair) => isOfSeeds(pair, result));
  const total = result.pairs.filter(({ comparison }) => comparison !== null).length;
  await watched(flags, async (tell) => {
    let done = 0;
    for await (const { folder, result: comparison } of comparisons()) {
      tell({ done, total, what: `writing ${folder}` });
      const isTheirs = seeds?.a === comparison.models.a.name && seeds.b === comparison.models.b.name;
      await makeFolder(join(out, folder));
      await writeComparison(join(out, folder), comparison, { yardstick: isTheirs ? null : yardstickOf(seeds) });
      done++;
    }
  });
  await writeAtomic(join(out, "results.json"), resultText(result));
  await writeAtomic(join(out, "index.html"), renderStudy(result));
}

/** Whether the two are seeds of one recipe, neither a fork. */
function isOfSeeds({ a, b, failure }: StudyPair, { models }: StudyResult): boolean {
  const [one, other] = [a, b].map((name) => models.find((model) => model.name === name));
  if (failure !== null || !one || !other || one.fork !== null || other.fork !== null) return false;
  return one.twins !== null && one.twins === other.twins;
}

function yardstickOf(pair: StudyPair | undefined): Yardstick | null {
  return pair === undefined ? null : { label: `two seeds of one network, ${pair.a} and ${pair.b}`, data: pair.data };
}
