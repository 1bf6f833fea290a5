import type { OnnxModel, OnnxNode, OnnxTensor } from "./model.js";

/** Operators of the standard, of ONNX Runtime's extensions and of its fusions that compute with quantised weights. */
const LAYERS: ReadonlySet<string> = new Set([
  "QLinearConv",
  "QLinearMatMul",
  "QGemm",
  "ConvInteger",
  "MatMulInteger",
  "MatMulIntegerToFloat",
  "DynamicQuantizeMatMul",
  "MatMulNBits",
  "QAttention",
]);

/** Whether a node is a layer whose weights are quantised. */
export function isQuantisedLayer({ opType }: OnnxNode): boolean {
  return LAYERS.has(opType);
}

/** Every other operator between real numbers and the integers that stand for them. */
const QUANTISING = /^QLinear|Integer$|^(Quantize|Dequantize|DynamicQuantize)Linear$/;

/**
 * The first node of a model, or that holds a sub-graph, by which numbers are quantised; `null` where none is.
 */
export function quantisedNode(model: OnnxModel): OnnxNode | null {
  const quantises = (opType: string) => LAYERS.has(opType) || QUANTISING.test(opType);
  const found = model.nodes.find(
    ({ opType, subGraphs }) => quantises(opType) || subGraphs.some(({ opTypes }) => opTypes.some(quantises)),
  );
  return found ?? null;
}

/** Weights that are stored as integers, each once: what `DequantizeLinear` turns into real numbers, and what quantised layers read. */
export function quantisedWeights(model: OnnxModel): readonly OnnxTensor[] {
  const read = model.nodes.flatMap((node) => {
    const inputs =
      node.opType === "DequantizeLinear" ? node.inputs.slice(0, 1) : isQuantisedLayer(node) ? node.inputs : [];
    const tensors = inputs.flatMap((input) => model.initializers.get(input) ?? []);
    // Scales and zero points have at most one dimension, as biases do, which only the former operator tells from them.
    return tensors.filter(({ dims }) => dims.length > (node.opType === "DequantizeLinear" ? 0 : 1));
  });
  return [...new Set(read)];
}
