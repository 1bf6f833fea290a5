import type { Dataset } from "../data/dataset.js";
import type { InputNorms } from "../onnx/pruning/method.js";
import { prunableLayers } from "../onnx/pruning/prunable-layers.js";
import { prunerOf } from "../onnx/pruning/pruner.js";
import { readModel } from "../onnx/read-model.js";
import { evaluate, tappedBytes } from "../runtime/evaluate.js";
import { inputNorms } from "../runtime/input-norms.js";
import type { TappedModel } from "../runtime/tapped-model.js";
import type { Settings } from "./compare-options.js";
import { type Dense, denseOf } from "./dense-pass.js";
import type { Pair } from "./pair.js";

/** A network pruned at one level, and what it gave on each data set. */
export interface Pruned {
  readonly realSparsity: number;
  readonly realSparsityAll: number;
  readonly responses: readonly Dense[];
}

/** Prunes a network at any level and runs it over every data set. */
export interface LevelPruner {
  /** @param dense - what it gave before, which is what it gives at level 0. */
  at(level: number, dense: readonly Dense[]): Promise<Pruned>;
  /** What must be said of it. */
  readonly notes: readonly string[];
}

/**
 * Ranks a network's weights once. Each level is written over the bytes of the last, so that one pruned copy is there.
 *
 * @param calibration - images for input norms, where the method needs them.
 */
export async function levelPruner(
  pair: Pair,
  tapped: TappedModel,
  settings: Pick<Settings, "prune" | "keepHead" | "leaveDense" | "seed">,
  calibration: Dataset | null,
): Promise<LevelPruner> {
  const { model, taps } = tapped;
  const tensors = [...taps.keys()];
  const norms = await normsFor(pair, tapped, calibration);
  const pruner = prunerOf(readModel(tappedBytes(tapped, tensors), model.file), {
    method: settings.prune,
    keepHead: settings.keepHead,
    leaveDense: settings.leaveDense,
    seed: settings.seed,
    only: new Set(prunableLayers(model.onnx).map(({ name }) => name)),
    inputNorms: norms,
  });
  let scratch: Uint8Array | undefined;
  return {
    notes: pruner.notes.map((note) => `${model.name}: ${note}`),
    async at(level, dense) {
      const pruned = pruner.at(level, scratch);
      scratch = pruned.bytes;
      const { realSparsity, realSparsityAll } = pruned;
      if (level === 0) return { realSparsity, realSparsityAll, responses: dense };
      const all = await evaluate(pair.engine, tapped, pruned.bytes, tensors, pair.datasets, pair.run);
      return { realSparsity, realSparsityAll, responses: all.map((outputs) => denseOf(tapped, outputs)) };
    },
  };
}

async function normsFor(
  pair: Pair,
  { model }: TappedModel,
  calibration: Dataset | null,
): Promise<InputNorms | undefined> {
  if (calibration === null) return undefined;
  const { norms } = await inputNorms(pair.engine, model, prunableLayers(model.onnx), calibration, pair.run);
  return norms;
}
