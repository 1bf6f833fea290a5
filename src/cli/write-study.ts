import { join } from "node:path";
import { writeAtomic } from "../data/write-atomic.js";
import { renderStudy } from "../report/render-study.js";
import type { FinishedStudy } from "../study/study.js";
import { makeFolder, resultText, writeComparison } from "./write-comparison.js";

/** Writes `results.json` and `index.html` of a study into a folder that is there, and the comparison of every pair below it. */
export async function writeStudy(out: string, { result, comparisons }: FinishedStudy): Promise<void> {
  for await (const { folder, result: comparison } of comparisons()) {
    await makeFolder(join(out, folder));
    await writeComparison(join(out, folder), comparison);
  }
  await writeAtomic(join(out, "results.json"), resultText(result));
  await writeAtomic(join(out, "index.html"), renderStudy(result));
}
