import { TrisimError } from "../../errors.js";
import type { OnnxModel } from "../model.js";
import { parameterTensors } from "../parameters.js";
import { unshare } from "../unshare.js";
import { checkFinite } from "./check-finite.js";
import type { MethodOptions } from "./method.js";
import { type MethodRow, PRUNING_METHODS, type PruningMethodName } from "./methods.js";
import { type PrunableLayer, prunableLayers } from "./prunable-layers.js";
import { weightsAt } from "./weights-at.js";
import { withoutHead } from "./without-head.js";
import { zerosIn } from "./zeros-in.js";

/** How a model is pruned. */
export interface PrunerOptions extends MethodOptions {
  /** `global` where it is left out. */
  readonly method?: PruningMethodName | undefined;
  /** Whether the classifier's head is left out. */
  readonly keepHead?: boolean | undefined;
  /** The names of the layers that may be pruned, all where it is left out. */
  readonly only?: ReadonlySet<string> | undefined;
}

/** One weight of a pruned model. */
export interface PrunedLayer {
  readonly name: string;
  readonly size: number;
  /** Exact zeros among its elements. */
  readonly zeros: number;
}

/** A model pruned at one level. */
export interface PrunedBytes {
  /** The pruned model, as long as the dense one. */
  readonly bytes: Uint8Array;
  /** The prunable weights, in graph order. */
  readonly layers: readonly PrunedLayer[];
  /** Exact zeros among the prunable weights, those of the dense model included. */
  readonly zeros: number;
  /** N, the number of prunable weights. */
  readonly prunable: number;
  /** zeros / N. */
  readonly realSparsity: number;
  /** Exact zeros among all parameters over their number. */
  readonly realSparsityAll: number;
}

/** Prunes one model at any level; its weights are ranked once. */
export interface Pruner {
  /** N, the number of prunable weights. */
  readonly prunable: number;
  /** The length of every variant. */
  readonly byteLength: number;
  /** The layer that is left out as the classifier's head, `null` where none is. */
  readonly head: string | null;
  /** What must be said beside the result, such as weights that stay dense. */
  readonly notes: readonly string[];
  /**
   * The model pruned at a level; at level 0 the dense one.
   *
   * @param into - the bytes of an earlier level, which are written over: a sweep then holds one variant at a time. Where it
   * is left out, the bytes are new.
   * @throws RangeError where the sparsity is not in [0, 1), or `into` has another length.
   */
  at(sparsity: number, into?: Uint8Array): PrunedBytes;
}

/**
 * Looks at a model as a method of pruning does; what comes back prunes it in one shot at any level.
 *
 * @throws TrisimError "unsupported" where there is nothing to prune or it cannot be; "bad-value" for weights that are
 * not finite. RangeError for what a method needs and is not given.
 */
export function prunerOf(shared: OnnxModel, options: PrunerOptions = {}): Pruner {
  const { method, readied = (model) => model }: MethodRow = PRUNING_METHODS[options.method ?? "global"];
  const model = readied(unshare(shared));
  const { layers, head } = layersToPrune(model, options);
  for (const layer of layers) checkFinite(model, layer);
  const ranked = method(model, layers, options);
  const prunable = layers.reduce((sum, { weight }) => sum + weight.size, 0);
  const records = new Set(layers.map(({ weight }) => weight.record.start));
  const others = parameterTensors(model).filter(({ record }) => !records.has(record.start));
  const all = prunable + others.reduce((sum, { size }) => sum + size, 0);
  return {
    prunable,
    byteLength: model.bytes.length,
    head,
    notes: ranked.notes ?? [],
    at(sparsity, into) {
      weightsAt(sparsity, prunable);
      const bytes = copyOf(model.bytes, into);
      if (sparsity > 0) ranked.zero(bytes, sparsity);
      const counted = layers.map(({ name, weight }) => ({ name, size: weight.size, zeros: zerosIn(bytes, weight) }));
      const zeros = counted.reduce((sum, layer) => sum + layer.zeros, 0);
      const otherZeros = others.reduce((sum, tensor) => sum + zerosIn(bytes, tensor), 0);
      const shares = { realSparsity: zeros / prunable, realSparsityAll: (zeros + otherZeros) / all };
      return { bytes, layers: counted, zeros, prunable, ...shares };
    },
  };
}

/**
 * The weights that a pruner makes zero, and the head that it leaves out.
 *
 * @param model - un-shared, see `unshare`.
 * @throws TrisimError "unsupported" where there are none, or they cannot be pruned.
 */
export function layersToPrune(
  model: OnnxModel,
  { only, keepHead = false }: Pick<PrunerOptions, "only" | "keepHead"> = {},
): { readonly layers: readonly PrunableLayer[]; readonly head: string | null } {
  const all = prunableLayers(model).filter(({ name }) => only === undefined || only.has(name));
  const { layers, head } = keepHead ? withoutHead(model, all) : { layers: all, head: null };
  if (layers.length > 0) return { layers, head };
  const besides = head === null ? "" : ` besides its head "${head}"`;
  throw new TrisimError(
    "unsupported",
    `${model.name}: has no convolution, Gemm or MatMul with a weight to prune${besides}`,
  );
}

function copyOf(dense: Uint8Array, into: Uint8Array | undefined): Uint8Array {
  // Not `slice`: on a Node `Buffer` that is a view, and the dense model would be pruned too.
  if (into === undefined) return new Uint8Array(dense);
  if (into.length !== dense.length || into.buffer === dense.buffer) {
    throw new RangeError(
      `prune: bytes to write over must be ${dense.length} of an earlier level, found ${into.length}`,
    );
  }
  into.set(dense);
  return into;
}
