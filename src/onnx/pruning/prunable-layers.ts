import { TrisimError } from "../../errors.js";
import { type WeightPath, weightPath } from "../constants.js";
import { graphOf } from "../graph.js";
import type { ElemType, OnnxModel, OnnxNode, OnnxTensor } from "../model.js";
import { nodeText } from "../origins.js";
import { isQuantisedLayer } from "../quantised.js";
import { isConvolution, type Operands, operandsOf } from "../weighted.js";

/** A weight that may be pruned, and the first node that multiplies by it. */
export interface PrunableLayer {
  /** What the graph calls the weight; no other layer is called so. */
  readonly name: string;
  /** The weight where it is stored. */
  readonly weight: OnnxTensor;
  readonly node: OnnxNode;
  readonly operands: Operands;
  /** What hands the stored tensor on to the node, in this order. */
  readonly carriers: readonly OnnxNode[];
}

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
export function prunableLayers(model: OnnxModel): readonly PrunableLayer[] {
  const once = new Map<number, PrunableLayer>();
  for (const node of model.nodes) {
    const layer = layerOf(model, node);
    if (layer !== null && !once.has(layer.weight.record.start)) once.set(layer.weight.record.start, layer);
  }
  return [...once.values()];
}

function layerOf(model: OnnxModel, node: OnnxNode): PrunableLayer | null {
  if (isQuantisedLayer(node)) throw refused(model, node, `is quantised (${node.opType})`);
  if (node.subGraphs.some((graph) => graph.opTypes.some((opType) => WEIGHTED.has(opType)))) {
    throw refused(model, node, `has layers in a sub-graph (${node.opType})`);
  }
  const operands = operandsOf(model, node);
  if (operands === null) return null;
  const path = weightPath(model, operands.weight);
  if (path === null) return checkComputed(model, node, operands.weight);
  return checkType(model, node, path) ? { node, operands, ...asLayer(path) } : null;
}

function asLayer({ tensor, name, carriers }: WeightPath): Pick<PrunableLayer, "name" | "weight" | "carriers"> {
  return { name, weight: tensor, carriers };
}

function checkType(model: OnnxModel, node: OnnxNode, { tensor: { elemType } }: WeightPath): boolean {
  if (PRUNABLE.has(elemType)) return true;
  if (INDICES.has(elemType)) return false;
  throw refused(model, node, `has a weight of type ${elemType}`);
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

/** How messages name a layer. */
export function layerText({ name, node }: Pick<PrunableLayer, "name" | "node">): string {
  return `weight "${name}" of ${nodeText(node)}`;
}
