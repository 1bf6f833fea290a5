import { TrisimError } from "../errors.js";
import { weightSource } from "./constants.js";
import { graphOf } from "./graph.js";
import type { ElemType, OnnxModel, OnnxNode, OnnxTensor } from "./model.js";
import { isQuantisedLayer } from "./quantised.js";
import { isConvolution, operandsOf } from "./weighted.js";

const PRUNABLE: ReadonlySet<ElemType> = new Set(["float32", "float16", "float64"]);
/** Integers that index or count; a product with them is no layer. */
const INDICES: ReadonlySet<ElemType> = new Set(["int32", "int64", "uint32", "uint64", "int16", "uint16", "bool"]);

const WEIGHTED: ReadonlySet<string> = new Set(["Conv", "ConvTranspose", "Gemm", "MatMul"]);

/**
 * The weights that pruning may make zero, in graph order, each once however many nodes read it: the constant operand of
 * every convolution, Gemm and MatMul, never a bias, a norm or an embedding.
 *
 * A product of an activation with a constant that the graph computes (a learned query, a rotation) has no weight.
 *
 * @throws TrisimError "unsupported" for quantised weights, for types other than float32, float16 and float64, for
 * weights inside sub-graphs and for convolutions whose weight the graph computes.
 */
export function prunableWeights(model: OnnxModel): readonly OnnxTensor[] {
  const weights = model.nodes.flatMap((node) => weightOf(model, node) ?? []);
  const once = new Map(weights.map((weight) => [weight.record.start, weight]));
  return [...once.values()];
}

function weightOf(model: OnnxModel, node: OnnxNode): OnnxTensor | null {
  if (isQuantisedLayer(node)) throw refused(model, node, `is quantised (${node.opType})`);
  if (node.subGraphs.some((graph) => graph.opTypes.some((opType) => WEIGHTED.has(opType)))) {
    throw refused(model, node, `has layers in a sub-graph (${node.opType})`);
  }
  const operands = operandsOf(model, node);
  if (operands === null) return null;
  const weight = weightSource(model, operands.weight);
  if (weight === null) return checkComputed(model, node, operands.weight);
  if (PRUNABLE.has(weight.elemType)) return weight;
  if (INDICES.has(weight.elemType)) return null;
  throw refused(model, node, `has a weight of type ${weight.elemType}`);
}

/** No weight, unless one is hidden behind what computes it. */
function checkComputed(model: OnnxModel, node: OnnxNode, weight: string): null {
  const by = graphOf(model).producer.get(weight)?.opType;
  if (by === "DequantizeLinear") throw refused(model, node, "has a quantised weight (DequantizeLinear)");
  if (isConvolution(node)) throw refused(model, node, `has a weight that the graph computes (${by})`);
  return null;
}

function refused({ name }: OnnxModel, node: OnnxNode, why: string): TrisimError {
  return new TrisimError("unsupported", `${name}: cannot be pruned: node "${node.name || node.outputs[0]}" ${why}`);
}
