import { checkPreprocess } from "../../data/copy-preprocess.js";
import { preprocessOf } from "../../runtime/open-model.js";
import { connectModels } from "../../study/connect-models.js";
import type { ConnectedModels } from "../../study/connect-opened.js";
import type { ConnectOptions } from "../../study/connect-options.js";
import { withCommand } from "../command-line.js";
import type { OutputFlags, RunFlags } from "../common-options.js";
import { connectCsv } from "../connect-csv.js";
import { connectSummary } from "../connect-summary.js";
import { type FunctionalFlags, functionalOf } from "../functional-options.js";
import { checkModelOutput, writeModel } from "../model-output.js";
import { type TextFlags, textsOf } from "../text-options.js";
import { warn, watched } from "../watched.js";

export interface ConnectFlags extends RunFlags, OutputFlags, TextFlags, FunctionalFlags {
  readonly data: string;
  readonly points?: number;
  readonly align: "none" | "weights" | "activations";
  readonly repair?: boolean;
  readonly calibration?: string;
  readonly saveMidpoint?: string;
  readonly preprocess?: ConnectOptions["preprocess"];
  readonly seed: number;
  /** The command line that gives the results again. */
  readonly typed: string;
}

/** `trisim connect`: the midpoint is written first, its preprocessing beside it, then the paths are said. */
export async function runConnect(a: string, b: string, flags: ConnectFlags, signal: AbortSignal): Promise<void> {
  const { data, points, align, repair, calibration, preprocess, limit, skipCorrupt, batch, threads, seed } = flags;
  await checkMidpoint(a, b, flags, signal);
  const given = { data, points, align, repair, calibration, preprocess, limit, skipCorrupt, batch, threads, seed };
  const midpoint = flags.saveMidpoint !== undefined;
  const options = { ...given, ...functionalOf(flags), texts: textsOf(flags), midpoint, signal };
  const made = await watched(flags, (onProgress) => connectModels(a, b, { ...options, onProgress }));
  const result = withCommand(made.result, flags.typed);
  for (const warning of result.warnings) warn(flags, warning);
  let saved: readonly string[] = [];
  try {
    saved = await saveMidpoint(made, flags);
  } finally {
    // Where the disk is full by now too: the walk was the long part.
    process.stdout.write(
      flags.json
        ? `${JSON.stringify(result, null, 2)}\n`
        : flags.csv
          ? connectCsv(result)
          : connectSummary(result, saved),
    );
  }
}

/** Finds out before the walk whether what lies halfway can be saved, and would be fed as A is. */
async function checkMidpoint(a: string, b: string, flags: ConnectFlags, signal: AbortSignal): Promise<void> {
  const { saveMidpoint: path, preprocess, text } = flags;
  if (path === undefined) return;
  await checkModelOutput("--save-midpoint", path, [a, b, ...Object.values(text ?? {})]);
  const ofA = await watched(flags, (onProgress) => preprocessOf(a, preprocess?.a, { signal, onProgress }));
  await checkPreprocess(ofA, path);
}

/** @returns what was written, a sentence each. */
async function saveMidpoint(made: ConnectedModels, flags: ConnectFlags): Promise<readonly string[]> {
  const { saveMidpoint: path } = flags;
  if (path === undefined || made.midpoint === null) return [];
  const beside = await writeModel(flags, path, made.midpoint, made.preprocess);
  return [
    `${path} holds the network halfway on the ${made.result.lmcCurve} path.`,
    ...(beside === null ? [] : [`${beside} says how its images are prepared.`]),
  ];
}
