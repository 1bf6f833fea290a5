import { join } from "node:path";
import { isArrayFile } from "../../data/array-file.js";
import { makeFolder } from "../../data/make-folder.js";
import { measureNames } from "../../measures/measure-names.js";
import type { PoolingChoice } from "../../onnx/pooling.js";
import type { PruningMethodName } from "../../onnx/pruning/methods.js";
import { compare } from "../../study/compare.js";
import type { CompareOptions } from "../../study/compare-options.js";
import type { CompareResult } from "../../study/results.js";
import { withCommand } from "../command-line.js";
import type { OutputFlags, RunFlags } from "../common-options.js";
import { compareCsv } from "../compare-csv.js";
import { compareSummary } from "../compare-summary.js";
import { functionalOf, type PredictiveFlags } from "../functional-options.js";
import { checkRequirements, type Requirements } from "../requirements.js";
import { type TextFlags, textsOf } from "../text-options.js";
import { warn, watched } from "../watched.js";
import { resultText, writeComparison } from "../write-comparison.js";

export interface CompareFlags extends RunFlags, OutputFlags, TextFlags, PredictiveFlags {
  readonly data?: string;
  readonly ood?: string;
  readonly out?: string;
  readonly measure: readonly string[];
  readonly layers: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly pool: PoolingChoice;
  readonly levels?: readonly number[];
  readonly prune: PruningMethodName;
  readonly keepHead?: boolean;
  readonly leaveDense?: boolean;
  readonly sweepMeasure: readonly string[];
  readonly fresh?: boolean;
  readonly connect: "none" | "naive" | "aligned" | "repaired";
  readonly align: "weights" | "activations";
  readonly calibration?: string;
  readonly points?: number;
  readonly connectLimit?: number;
  readonly preprocess?: { readonly a: string; readonly b: string };
  readonly memory?: number;
  readonly seed: number;
  readonly require?: Requirements;
  /** The command line that gives the results again. */
  readonly typed: string;
}

/** `trisim compare`: results are written first, then said, then held against what is required. */
export async function runCompare(a: string, b: string, flags: CompareFlags, signal: AbortSignal): Promise<void> {
  measureNames([...flags.measure, ...flags.sweepMeasure]);
  if (flags.data === undefined && !(isArrayFile(a) && isArrayFile(b)))
    throw new RangeError("required option '--data <kind:path>' not specified: models need images");
  if (flags.out !== undefined) await makeFolder(flags.out);
  const { out, require: required = {} } = flags;
  const options = optionsOf(flags);
  const made = await watched(flags, (onProgress) => compare(a, b, { ...options, signal, onProgress }));
  const result = withCommand(made, flags.typed);
  for (const warning of result.warnings) warn(flags, warning);
  if (out !== undefined) await writeComparison(out, result);
  process.stdout.write(printed(result, flags));
  checkRequirements(result, required);
}

/** The flags that are options of the comparison. */
function optionsOf(flags: CompareFlags): CompareOptions {
  const { data, ood, measure: measures, layers, pool, levels, connect, points, connectLimit } = flags;
  const { prune, keepHead, leaveDense, sweepMeasure: sweepMeasures, fresh, out } = flags;
  const store = out === undefined ? undefined : join(out, "store");
  const {
    align,
    calibration,
    probe,
    calibrateTemperature,
    preprocess,
    limit,
    skipCorrupt,
    batch,
    threads,
    memory,
    seed,
  } = flags;
  const looked = { data, ood, measures, layers, pool, levels, connect, align, calibration, points, connectLimit };
  const given = {
    ...looked,
    ...{ prune, keepHead, leaveDense, sweepMeasures, store, fresh },
    probe,
    calibrateTemperature,
    preprocess,
    texts: textsOf(flags),
    ...functionalOf(flags),
    limit,
    skipCorrupt,
    batch,
    threads,
    memory,
    seed,
  };
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as CompareOptions;
}

function printed(result: CompareResult, { json, csv, out }: CompareFlags): string {
  if (json) return resultText(result);
  return csv ? compareCsv(result) : compareSummary(result, out);
}
