import { join } from "node:path";
import { makeFolder } from "../../data/make-folder.js";
import { writeAtomic } from "../../data/write-atomic.js";
import { comparisonFigures } from "../../report/comparison-figures.js";
import type { Figure } from "../../report/figure-block.js";
import { type Results, readResults } from "../../report/read-results.js";
import { renderPage } from "../../report/render-page.js";
import { renderStudy } from "../../report/render-study.js";
import { standaloneSvg } from "../../report/standalone-svg.js";
import { studyFigures } from "../../report/study-figures.js";
import type { Yardstick } from "../../report/yardstick.js";
import type { OutputFlags } from "../common-options.js";

export interface ReportFlags extends OutputFlags {
  readonly figures?: string;
  readonly yardstick?: string;
}

/** `trisim report`: the page, and the figures as files, from results that are there. */
export async function runReport(folder: string, flags: ReportFlags): Promise<void> {
  const found = await readResults(folder);
  const yardstick = flags.yardstick === undefined ? null : await readYardstick(flags.yardstick);
  if (found.kind === "study" && yardstick !== null)
    throw new RangeError("--yardstick is for a comparison, not a study");
  const page = join(folder, "index.html");
  await writeAtomic(page, pageOf(found, yardstick));
  const figures = flags.figures === undefined ? [] : figuresOf(found, yardstick);
  if (flags.figures !== undefined) await writeFigures(flags.figures, figures);
  if (flags.json) process.stdout.write(`${JSON.stringify(found.result, null, 2)}\n`);
  else process.stdout.write(said(page, flags.figures, figures.length));
}

function pageOf(found: Results, yardstick: Yardstick | null): string {
  return found.kind === "study" ? renderStudy(found.result) : renderPage(found.result, { yardstick });
}

function figuresOf(found: Results, yardstick: Yardstick | null): readonly Figure[] {
  return found.kind === "study" ? studyFigures(found.result) : comparisonFigures(found.result, yardstick);
}

async function writeFigures(folder: string, figures: readonly Figure[]): Promise<void> {
  await makeFolder(folder);
  for (const { name, svg } of figures) await writeAtomic(join(folder, `${name}.svg`), standaloneSvg(svg));
}

async function readYardstick(folder: string): Promise<Yardstick> {
  const { kind, result } = await readResults(folder);
  if (kind === "study") throw new RangeError(`--yardstick ${folder} is a study: name a comparison`);
  const { a, b } = result.models;
  return { label: `${a.name} and ${b.name}`, data: result.data };
}

function said(page: string, folder: string | undefined, figures: number): string {
  const drawn = folder === undefined ? "" : `, ${figures} figures are in ${folder}`;
  return `${page} is written${drawn}.\n`;
}
