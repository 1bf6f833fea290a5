import { resolve } from "node:path";
import { checkWritable } from "../../data/check-writable.js";
import { copyPreprocess } from "../../data/copy-preprocess.js";
import { writeOnnx } from "../../data/write-onnx.js";
import { connectModels } from "../../study/connect-models.js";
import type { ConnectOptions } from "../../study/connect-options.js";
import { withCommand } from "../command-line.js";
import type { OutputFlags, RunFlags } from "../common-options.js";
import { connectCsv } from "../connect-csv.js";
import { connectSummary } from "../connect-summary.js";
import { type FunctionalFlags, functionalOf } from "../functional-options.js";
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
  const {
    saveMidpoint,
    json,
    csv,
    data,
    points,
    align,
    repair,
    calibration,
    preprocess,
    limit,
    skipCorrupt,
    batch,
    threads,
    seed,
  } = flags;
  if (saveMidpoint !== undefined) {
    if ([a, b].some((input) => resolve(input) === resolve(saveMidpoint)))
      throw new RangeError(`--save-midpoint ${saveMidpoint} is one of the two models; give another name`);
    await checkWritable(saveMidpoint);
  }
  const given = { data, points, align, repair, calibration, preprocess, limit, skipCorrupt, batch, threads, seed };
  const options = { ...given, ...functionalOf(flags), texts: textsOf(flags), midpoint: saveMidpoint !== undefined };
  const {
    result: made,
    midpoint,
    preprocess: ofA,
  } = await watched(flags, (onProgress) => connectModels(a, b, { ...options, signal, onProgress }));
  const result = withCommand(made, flags.typed);
  for (const warning of result.warnings) warn(flags, warning);
  const saved: string[] = [];
  if (saveMidpoint !== undefined && midpoint !== null) {
    await writeOnnx(saveMidpoint, midpoint);
    const beside = await copyPreprocess(ofA, saveMidpoint);
    saved.push(`${saveMidpoint} holds the network halfway on the ${result.lmcCurve} path.`);
    if (beside !== null) saved.push(`${beside} says how its images are prepared.`);
  }
  process.stdout.write(
    json ? `${JSON.stringify(result, null, 2)}\n` : csv ? connectCsv(result) : connectSummary(result, saved),
  );
}
