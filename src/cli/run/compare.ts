import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeAtomic } from "../../data/write-atomic.js";
import { TrisimError } from "../../errors.js";
import { measureNames } from "../../measures/measure-names.js";
import type { PoolingChoice } from "../../onnx/pooling.js";
import { renderPage } from "../../report/render-page.js";
import { compare } from "../../study/compare.js";
import type { CompareResult } from "../../study/results.js";
import type { OutputFlags, RunFlags } from "../common-options.js";
import { compareCsv } from "../compare-csv.js";
import { compareSummary } from "../compare-summary.js";
import { checkRequirements, type Requirements } from "../requirements.js";
import { warn, watched } from "../watched.js";

export interface CompareFlags extends RunFlags, OutputFlags {
  readonly data: string;
  readonly ood?: string;
  readonly out?: string;
  readonly measure: readonly string[];
  readonly layers: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly pool: PoolingChoice;
  readonly levels?: readonly number[];
  readonly connect: "none" | "naive";
  readonly points?: number;
  readonly connectLimit?: number;
  readonly preprocess?: { readonly a: string; readonly b: string };
  readonly seed: number;
  readonly require?: Requirements;
}

/** `trisim compare`: results are written first, then said, then held against what is required. */
export async function runCompare(a: string, b: string, flags: CompareFlags, signal: AbortSignal): Promise<void> {
  measureNames(flags.measure);
  if (flags.out !== undefined) await makeFolder(flags.out);
  const { measure: measures, json: _json, csv: _csv, out, quiet: _quiet, require: required = {}, ...options } = flags;
  const result = await watched(flags, (onProgress) => compare(a, b, { ...options, measures, signal, onProgress }));
  for (const warning of result.warnings) warn(flags, warning);
  if (out !== undefined) await write(out, result);
  process.stdout.write(printed(result, flags));
  checkRequirements(result, required);
}

function printed(result: CompareResult, { json, csv, out }: CompareFlags): string {
  if (json) return resultText(result);
  return csv ? compareCsv(result) : compareSummary(result, out);
}

/** Made before the work, so that an unwritable folder is known at once. */
async function makeFolder(out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
  } catch (error) {
    throw new TrisimError("unwritable", `${out} cannot be made: ${(error as Error).message}`, { cause: error });
  }
}

async function write(out: string, result: CompareResult): Promise<void> {
  await writeAtomic(join(out, "results.json"), resultText(result));
  await writeAtomic(join(out, "index.html"), renderPage(result));
}

function resultText(result: CompareResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
