import { TrisimError } from "../../errors.js";
import { total } from "../../kernels/mean.js";
import type { OnnxModel, OnnxTensor, StoredModel } from "../model.js";
import { parameterTensors } from "../parameters.js";
import { unshare } from "../unshare.js";
import type { Stretch } from "../variant.js";
import { checkFinite } from "./check-finite.js";
import type { MethodOptions, Zeroing } from "./method.js";
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

/** How sparse a model is that was pruned at one level. */
export interface PrunedCounts {
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

/** A model pruned at one level. */
export interface PrunedBytes extends PrunedCounts {
  /** The pruned model, as long as the dense one. */
  readonly bytes: Uint8Array;
}

/** Prunes one model at any level; its weights are ranked once. */
export interface Pruner {
  /** N, the number of prunable weights. */
  readonly prunable: number;
  /** The model that variants are made of, in which every weight is its own. */
  readonly dense: StoredModel;
  /** The layer that is left out as the classifier's head, `null` where none is. */
  readonly head: string | null;
  /** What must be said beside the result, such as weights that stay dense. */
  readonly notes: readonly string[];
  /**
   * The model pruned at a level; at level 0 the dense one.
   *
   * @throws RangeError where the sparsity is not in [0, 1).
   */
  at(sparsity: number): PrunedBytes;
  /**
   * What differs at a level from the dense model, a tensor at a time, each in the memory of the last; returns what `at` counts.
   *
   * @throws RangeError where the sparsity is not in [0, 1).
   */
  tensorsAt(sparsity: number): Generator<Stretch, PrunedCounts>;
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
  const records = new Set(layers.map(({ weight }) => weight.record.start));
  const others = parameterTensors(model).filter(({ record }) => !records.has(record.start));
  const denseZeros = remembered((tensor) => zerosIn(model.bytes, tensor));
  const countedBy = (zerosOf: (tensor: OnnxTensor) => number) => counts(layers, others, zerosOf);
  const { prunable } = countedBy(() => 0);
  const pruner: Pruner = {
    prunable,
    dense: model,
    head,
    notes: ranked.notes ?? [],
    at(sparsity) {
      // Not `slice`: on a Node `Buffer` that is a view, and the dense model would be pruned too.
      const bytes = new Uint8Array(model.bytes);
      const found = passed(pruner.tensorsAt(sparsity), ({ start, bytes: values }) => bytes.set(values, start));
      return { bytes, ...found };
    },
    *tensorsAt(sparsity) {
      weightsAt(sparsity, prunable);
      const zeros = new Map<number, number>();
      for (const { tensor, bytes, moved } of zeroed(model, sparsity === 0 ? [] : ranked.zeroings(sparsity))) {
        zeros.set(tensor.record.start, zerosIn(bytes, moved));
        yield { start: tensor.values.start, bytes };
      }
      return countedBy((tensor) => zeros.get(tensor.record.start) ?? denseZeros(tensor));
    },
  };
  return pruner;
}

/** Goes through all tensors of a level; what was counted. */
export function passed(tensors: ReturnType<Pruner["tensorsAt"]>, each?: (stretch: Stretch) => void): PrunedCounts {
  let next = tensors.next();
  for (; next.done !== true; next = tensors.next()) each?.(next.value);
  return next.value;
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

/** One tensor after the other, copied to the start of one memory and pruned there. */
function* zeroed(model: OnnxModel, zeroings: readonly Zeroing[]) {
  const lengths = zeroings.map(({ tensor: { values } }) => values.end - values.start);
  const room = new Uint8Array(lengths.reduce((most, length) => Math.max(most, length), 0));
  for (const { tensor, zero } of zeroings) {
    const { start, end } = tensor.values;
    const bytes = room.subarray(0, end - start);
    bytes.set(model.bytes.subarray(start, end));
    const moved = { ...tensor, values: { start: 0, end: end - start } };
    zero(bytes, moved);
    yield { tensor, bytes, moved };
  }
}

function counts(
  layers: readonly PrunableLayer[],
  others: readonly OnnxTensor[],
  zerosOf: (tensor: OnnxTensor) => number,
): PrunedCounts {
  const counted = layers.map(({ name, weight }) => ({ name, size: weight.size, zeros: zerosOf(weight) }));
  const zeros = total(counted.map((layer) => layer.zeros));
  const prunable = total(counted.map((layer) => layer.size));
  const all = prunable + total(others.map(({ size }) => size));
  const realSparsityAll = (zeros + total(others.map(zerosOf))) / all;
  return { layers: counted, zeros, prunable, realSparsity: zeros / prunable, realSparsityAll };
}

function remembered(zerosOf: (tensor: OnnxTensor) => number): (tensor: OnnxTensor) => number {
  const known = new Map<OnnxTensor, number>();
  return (tensor) => {
    const zeros = known.get(tensor) ?? zerosOf(tensor);
    known.set(tensor, zeros);
    return zeros;
  };
}
