import { weightSource } from "./constants.js";
import { graphOf, isFloat, readsOf } from "./graph.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "./model.js";

/** Operators whose constant inputs are settings, not weights. */
export const SETTINGS: ReadonlySet<string> = new Set([
  "Clip",
  "Pad",
  "Resize",
  "Upsample",
  "Pow",
  "Range",
  "ConstantOfShape",
]);

/** Operators whose weights some exporters write as `Constant` nodes. */
const WITH_WEIGHTS: ReadonlySet<string> = new Set([
  "Conv",
  "ConvTranspose",
  "Gemm",
  "MatMul",
  "BatchNormalization",
  "InstanceNormalization",
  "GroupNormalization",
  "LayerNormalization",
  "PRelu",
]);

/**
 * The tensors that hold a model's parameters, each once, in graph order: float initialisers with at least one dimension
 * (weights, biases, norms, embeddings), and `Constant` nodes of floats that a weighted or normalising node reads.
 *
 * Left out are numbers without a dimension, settings such as the bounds of a `Clip`, and what no node reads.
 */
export function parameterTensors(model: OnnxModel): readonly OnnxTensor[] {
  const tensors = model.nodes.flatMap((node) => (SETTINGS.has(node.opType) ? [] : weightsRead(model, node)));
  const once = new Map(tensors.map((tensor) => [tensor.record.start, tensor]));
  return [...once.values()].filter((tensor) => isFloat(tensor) && tensor.dims.length > 0);
}

function weightsRead(model: OnnxModel, node: OnnxNode): readonly OnnxTensor[] {
  const own = [...readsOf(node)].flatMap((input) => model.initializers.get(input) ?? []);
  if (!WITH_WEIGHTS.has(node.opType)) return own;
  const { producer } = graphOf(model);
  const constants = node.inputs.filter((input) => producer.has(input));
  return [...own, ...constants.flatMap((input) => weightSource(model, input) ?? [])];
}
