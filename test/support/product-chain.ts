import type { PruningMethodName } from "../../src/onnx/pruning/methods.js";
import { prunableLayers } from "../../src/onnx/pruning/prunable-layers.js";
import { type PrunerOptions, prunerOf } from "../../src/onnx/pruning/pruner.js";
import { readModel } from "../../src/onnx/read-model.js";
import { tensorValues } from "../../src/onnx/tensor-values.js";
import { modelBytes, type NodeLine, type TensorSpec } from "./onnx-builder.js";

/** A chain of products `w0`, `w1`, … with matrices on the right, each given by its rows of inputs. */
export function productChain(...matrices: readonly (readonly (readonly number[])[])[]): Uint8Array {
  return tensorChain(...matrices.map((rows) => ({ dims: [rows.length, rows[0]?.length ?? 0], values: rows.flat() })));
}

/** The same of tensors of any type; a product with other than float32 has a Cast before it. */
export function tensorChain(...weights: readonly Omit<TensorSpec, "name">[]): Uint8Array {
  const nodes = weights.flatMap(({ type = "float32" }, i): NodeLine[] => {
    if (type === "float32") return [["MatMul", `x${i} w${i}`, `x${i + 1}`]];
    return [
      ["Cast", `w${i}`, `c${i}`, { to: { int: 1 } }],
      ["MatMul", `x${i} c${i}`, `x${i + 1}`],
    ];
  });
  return modelBytes({
    inputs: [["x0", "float32", ["n", weights[0]?.dims[0] ?? 1]]],
    outputs: [[`x${weights.length}`, "float32", ["n", weights.at(-1)?.dims[1] ?? 1]]],
    weights: weights.map((weight, i) => ({ name: `w${i}`, ...weight })),
    nodes,
  });
}

/** The values of every prunable weight, in graph order. */
function weightsOf(bytes: Uint8Array): number[][] {
  const model = readModel(bytes, "m");
  return prunableLayers(model).map(({ weight }) => Array.from(tensorValues(model, weight), Number));
}

/** The same once it is pruned. */
export function prunedWeights(
  bytes: Uint8Array,
  method: PruningMethodName,
  sparsity: number,
  options: PrunerOptions = {},
): number[][] {
  return weightsOf(prunerOf(readModel(bytes, "m"), { ...options, method }).at(sparsity).bytes);
}

/** The values with those zero that a stable ascending sort of their scores puts first. */
export function withSmallestZero(values: readonly number[], scores: readonly number[], count: number): number[] {
  const order = values.map((_, i) => i).sort((i, j) => (scores[i] ?? 0) - (scores[j] ?? 0) || i - j);
  const gone = new Set(order.slice(0, count));
  return values.map((value, i) => (gone.has(i) ? 0 : value));
}
