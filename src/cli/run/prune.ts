import { availableParallelism } from "node:os";
import { checkPreprocess } from "../../data/copy-preprocess.js";
import { imageWarnings } from "../../data/image-warnings.js";
import { openDataset } from "../../data/open-dataset.js";
import type { InputNorms } from "../../onnx/pruning/method.js";
import type { PruningMethodName } from "../../onnx/pruning/methods.js";
import { NM_SPARSITY } from "../../onnx/pruning/nm.js";
import { prunableLayers } from "../../onnx/pruning/prunable-layers.js";
import { prunerOf } from "../../onnx/pruning/pruner.js";
import { inputNorms } from "../../runtime/input-norms.js";
import { nodeEngine } from "../../runtime/node-engine.js";
import { type Model, openModel } from "../../runtime/open-model.js";
import { version } from "../../version.js";
import type { OutputFlags, RunFlags } from "../common-options.js";
import { checkModelOutput, writeModel } from "../model-output.js";
import { type PruneResult, pruneCsv, pruneSummary } from "../prune-summary.js";
import { warn, watched } from "../watched.js";

export interface PruneFlags extends RunFlags, OutputFlags {
  readonly method: PruningMethodName;
  readonly sparsity?: number;
  readonly data?: string;
  readonly keepHead?: boolean;
  readonly leaveDense?: boolean;
  readonly preprocess?: string;
  readonly seed: number;
  readonly out: string;
}

/** `trisim prune`: the pruned model is written first, its preprocessing beside it, then what became zero is said. */
export async function runPrune(file: string, flags: PruneFlags, signal: AbortSignal): Promise<void> {
  const { method, keepHead, leaveDense, seed, out } = flags;
  const level = levelOf(flags);
  await checkModelOutput("--out", out, [file]);
  const model = await watched(flags, (onProgress) => openModel(file, flags.preprocess, { signal, onProgress }));
  await checkPreprocess(model.preprocess, out);
  // Of a joint image–text graph the image tower is pruned, and the whole graph written.
  const only = new Set(prunableLayers(model.onnx).map(({ name }) => name));
  const measured = method === "wanda" ? await measuredNorms(model, flags, signal) : null;
  const options = { method, only, keepHead, leaveDense, seed, inputNorms: measured?.norms };
  const { head, notes, at } = prunerOf(model.whole, options);
  for (const note of notes) warn(flags, note);
  const { bytes, layers, ...counts } = at(level);
  const preprocess = await writeModel(flags, out, bytes, model.preprocess);
  const result: PruneResult = {
    model: { name: model.name, sha256: model.sha256, hub: model.hub },
    method,
    level,
    ...counts,
    layers: layers.map((layer) => ({ ...layer, sparsity: layer.zeros / layer.size })),
    head,
    calibration: measured?.calibration ?? null,
    notes,
    out,
    preprocess,
    provenance: { trisim: version(), node: process.version, seed },
  };
  process.stdout.write(
    flags.json ? `${JSON.stringify(result, null, 2)}\n` : flags.csv ? pruneCsv(result) : pruneSummary(result),
  );
}

/** @throws RangeError where an option that the method needs is missing. */
function levelOf(flags: PruneFlags): number {
  const { method, sparsity, data, leaveDense = false } = flags;
  if (method === "wanda" && data === undefined)
    throw new RangeError("--method wanda needs --data: the images that its input norms are taken over");
  if (method !== "wanda" && data !== undefined) warn(flags, `--data is not read: --method ${method} needs no images`);
  if (method !== "nm" && leaveDense) warn(flags, `--leave-dense says nothing to --method ${method}`);
  if (method === "nm") {
    if (sparsity !== undefined && sparsity !== NM_SPARSITY)
      warn(flags, `--method nm makes two of every four weights zero, whatever --sparsity ${sparsity} says`);
    return NM_SPARSITY;
  }
  if (sparsity === undefined) throw new RangeError(`--method ${method} needs --sparsity: the share that becomes zero`);
  return sparsity;
}

interface Measured {
  readonly norms: InputNorms;
  readonly calibration: PruneResult["calibration"];
}

/** Runs the calibration images through the network. */
async function measuredNorms(model: Model, flags: PruneFlags, signal: AbortSignal): Promise<Measured> {
  const { limit, skipCorrupt } = flags;
  const dataset = await openDataset(flags.data ?? "", { limit, skipCorrupt, signal });
  for (const warning of imageWarnings(model.preprocess, dataset)) warn(flags, warning);
  const engine = nodeEngine(flags.threads ?? availableParallelism());
  try {
    const { norms, n } = await watched(flags, (tell) => {
      let done = 0;
      const onExamples = (count: number) => {
        done += count;
        tell({ done, total: dataset.n, what: "measuring inputs" });
      };
      const options = { batch: flags.batch, signal, onExamples };
      return inputNorms(engine, model, prunableLayers(model.onnx), dataset, options);
    });
    if (n < dataset.n) {
      const why = `the last ${dataset.n - n} of ${dataset.n} images do not fill a batch that ${model.name} takes`;
      warn(flags, `${why} and are left out`);
    }
    return { norms, calibration: { name: dataset.name, n, sampleHash: dataset.sampleHash } };
  } finally {
    await engine.close();
    await dataset.close();
  }
}
