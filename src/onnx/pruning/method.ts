import type { OnnxModel, OnnxTensor } from "../model.js";
import type { PrunableLayer } from "./prunable-layers.js";

/** Weight, by the name of its layer → the L2 norm of each of its input features over some images. */
export type InputNorms = ReadonlyMap<string, Float64Array>;

/** What methods are told besides the model. */
export interface MethodOptions {
  /** Of `random`, an integer in [0, 2^32). */
  readonly seed?: number | undefined;
  /** For `wanda`, from `inputNorms` in the runtime. */
  readonly inputNorms?: InputNorms | undefined;
  /** Of `nm`: whether weights stay dense whose input axis it does not divide. */
  readonly leaveDense?: boolean | undefined;
}

/** What pruning does to one tensor. */
export interface Zeroing {
  readonly tensor: OnnxTensor;
  /** Makes elements zero, in place. Takes the tensor as it lies in the bytes, which hold what the model does. */
  zero(bytes: Uint8Array, tensor: OnnxTensor): void;
}

/** A method that has looked at a model, and may prune it at any level. */
interface Ranked {
  /** What a level above 0 does, no tensor twice; to be done once and in this order. */
  zeroings(sparsity: number): readonly Zeroing[];
  /** What must be said beside the result, such as weights that are left out; empty where there is nothing. */
  readonly notes?: readonly string[];
}

/**
 * A way to choose the weights that become zero.
 *
 * @param layers - the weights it may choose from, in graph order.
 */
export type PruningMethod = (model: OnnxModel, layers: readonly PrunableLayer[], options: MethodOptions) => Ranked;
