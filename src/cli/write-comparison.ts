import { join } from "node:path";
import { writeAtomic } from "../data/write-atomic.js";
import { type PageOptions, renderPage } from "../report/render-page.js";
import type { StudyResult } from "../study/results/study.js";
import type { CompareResult } from "../study/results.js";

/**
 * Writes `results.json` and `index.html` of a comparison into a folder that is there.
 *
 * @param options - what the page shows besides.
 */
export async function writeComparison(out: string, result: CompareResult, options: PageOptions = {}): Promise<void> {
  await writeAtomic(join(out, "results.json"), resultText(result));
  await writeAtomic(join(out, "index.html"), renderPage(result, options));
}

/** A result as `--json` prints it and `results.json` holds it. */
export function resultText(result: CompareResult | StudyResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
