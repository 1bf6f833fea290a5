import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type Command, Option } from "commander";
import { writeAtomic } from "../../data/write-atomic.js";
import { TrisimError } from "../../errors.js";
import { measureNames } from "../../measures/measure-names.js";
import type { PoolingChoice } from "../../onnx/pooling.js";
import { renderPage } from "../../report/render-page.js";
import { compare } from "../../study/compare.js";
import type { CompareResult } from "../../study/results.js";
import { layerLists, levels, list, preprocessFiles } from "../arguments.js";
import { addOutputOptions, addRunOptions, addSeedOption, type OutputFlags, type RunFlags } from "../common-options.js";
import { compareSummary } from "../compare-summary.js";
import { warn, watched } from "../watched.js";

interface Flags extends RunFlags, OutputFlags {
  readonly data: string;
  readonly ood?: string;
  readonly out?: string;
  readonly measure: readonly string[];
  readonly layers: { readonly a: readonly string[]; readonly b: readonly string[] };
  readonly pool: PoolingChoice;
  readonly levels?: readonly number[];
  readonly preprocess?: { readonly a: string; readonly b: string };
  readonly seed: number;
}

const EXAMPLES = `
Examples:
  $ trisim compare resnet20.onnx resnet56.onnx --data cifar10:test_batch.bin --out report
  $ trisim compare a.onnx b.onnx --data npy:images.npy,labels.npy --levels .5,.9 --json`;

export function addCompare(program: Command, signal: AbortSignal): void {
  const command = program
    .command("compare <a> <b>")
    .description("compare two models from three sides: how alike they represent, act and take pruning")
    .requiredOption("--data <kind:path>", "images to compare on: cifar10:, fashion-mnist: or npy:")
    .option("--ood <kind:path>", "images from another distribution")
    .option("--out <dir>", "write results.json and index.html there (default: nothing is written)")
    .option("--measure <names>", "static measures, comma-separated, or all", list, ["cka"])
    .option("--layers <names>", "auto, tensor names or globs, comma-separated; A;B for a list each", layerLists)
    .addOption(
      new Option("--pool <how>", "one row an example").choices(["mean", "cls", "max", "flatten"]).default("mean"),
    )
    .option("--levels <list>", "sparsity levels in [0, 1); 0 is added", levels)
    .addOption(new Option("--prune <method>", "how weights are removed").choices(["global"]).default("global"))
    .option("--preprocess <files>", "one JSON file for both models, or A.json,B.json", preprocessFiles)
    .addHelpText("after", EXAMPLES);
  addOutputOptions(addSeedOption(addRunOptions(command))).action((a: string, b: string, flags: Flags) =>
    run(a, b, flags, signal),
  );
}

async function run(a: string, b: string, flags: Flags, signal: AbortSignal): Promise<void> {
  measureNames(flags.measure);
  if (flags.out !== undefined) await makeFolder(flags.out);
  const { measure: measures, json, out, quiet: _quiet, ...options } = flags;
  const result = await watched(flags, (onProgress) => compare(a, b, { ...options, measures, signal, onProgress }));
  for (const warning of result.warnings) warn(flags, warning);
  if (out !== undefined) await write(out, result);
  process.stdout.write(json ? resultText(result) : compareSummary(result, out));
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
