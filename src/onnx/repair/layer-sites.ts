import { weightSource } from "../constants.js";
import { graphOf } from "../graph.js";
import { logitsOf } from "../logits.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.js";
import { isShapeOperator, isSoftmax } from "../operators.js";
import { isConvolution, operandsOf } from "../weighted.js";
import { ownTensor, type Sites, sorted } from "./left-out.js";

/** A layer with a weight whose output channels can be scaled and shifted in its weight and bias. */
export interface LayerSite {
  /** The node that makes the output: Conv, Gemm, or the Add after a MatMul. */
  readonly node: OnnxNode;
  /** C, the number of output channels. */
  readonly channels: number;
  /** Where the channels of the output are: in a convolution's second axis, elsewhere in the last one. */
  readonly layout: "second" | "last";
  readonly weight: OnnxTensor;
  /** The axis of the weight along which the output channels lie. */
  readonly axis: number;
  /** C numbers. */
  readonly bias: OnnxTensor;
}

/** Operators that are weighted, for those inside sub-graphs. */
const WEIGHTED: ReadonlySet<string> = new Set(["Conv", "ConvTranspose", "Gemm", "MatMul"]);

/**
 * The layers of a graph; those in a sub-graph are left out together.
 *
 * A product with a constant that the graph computes, such as a rotation, is no layer.
 */
export function layerSites(model: OnnxModel): Sites<LayerSite> {
  const heads = networkOutputs(model);
  return sorted(model, (node) => {
    const isHidden = node.subGraphs.some(({ opTypes }) => opTypes.some((opType) => WEIGHTED.has(opType)));
    if (isHidden) return "it has layers in a sub-graph";
    const site = siteOf(model, node);
    const isHead = typeof site === "object" && heads.has(site?.node.outputs[0] ?? "");
    return isHead ? "it gives the network's output" : site;
  });
}

function siteOf(model: OnnxModel, node: OnnxNode): LayerSite | string | null {
  const operands = operandsOf(model, node);
  if (operands === null) return null;
  if (!isConvolution(node) && weightSource(model, operands.weight) === null) return null;
  if (node.opType === "ConvTranspose") return "a transposed convolution is not repaired";
  if (node.inputs[1] !== operands.weight) return "its weight is its left operand";
  return node.opType === "MatMul" ? productSite(model, node) : biasedSite(model, node);
}

/** Tensors that are outputs of the graph, or its logits, but for their shape or a softmax. */
function networkOutputs(model: OnnxModel): ReadonlySet<string> {
  const { producer } = graphOf(model);
  const logits = logitsOf(model);
  const found = new Set([...model.outputs.map(({ name }) => name), ...(logits === null ? [] : [logits])]);
  for (const tensor of found) {
    const node = producer.get(tensor);
    if (node !== undefined && (isShapeOperator(node) || isSoftmax(node))) found.add(node.inputs[0] ?? "");
  }
  return found;
}

/** A convolution or a Gemm, whose bias is its third input. */
function biasedSite(model: OnnxModel, node: OnnxNode): LayerSite | string {
  if ((node.attributes.get("beta") ?? 1) !== 1) return "its bias is multiplied";
  const weight = ownTensor(model, "weight", node.inputs[1] ?? "");
  if (typeof weight === "string") return weight;
  const isConv = isConvolution(node);
  const axis = isConv || node.attributes.get("transB") === 1 ? 0 : 1;
  const layout = isConv ? "second" : "last";
  return withBias(model, { node, layout, weight, axis }, node.inputs[2] ?? "");
}

/** A MatMul, whose bias is added by the next node. */
function productSite(model: OnnxModel, product: OnnxNode): LayerSite | string {
  const weight = ownTensor(model, "weight", product.inputs[1] ?? "");
  if (typeof weight === "string") return weight;
  if (weight.dims.length !== 2) return `its weight is no matrix, but [${weight.dims.join(", ")}]`;
  const [output = ""] = product.outputs;
  const [node, other] = graphOf(model).consumers.get(output) ?? [];
  const isOutput = model.outputs.some(({ name }) => name === output);
  if (node?.opType !== "Add" || node.domain !== "") return "it has no bias";
  if (other !== undefined || isOutput) return "it is also read without its bias";
  const bias = node.inputs.find((input) => input !== output) ?? "";
  if (weightSource(model, bias) === null) return "it has no bias";
  return withBias(model, { node, layout: "last", weight, axis: 1 }, bias);
}

/** The layer with a bias of one number a channel, if that is what is stored under the name. */
function withBias(model: OnnxModel, layer: Omit<LayerSite, "bias" | "channels">, name: string): LayerSite | string {
  const channels = layer.weight.dims[layer.axis] ?? 0;
  const bias = ownTensor(model, "bias", name);
  if (typeof bias === "string") return bias;
  if (bias.dims.length !== 1 || bias.size !== channels) {
    return `its bias of [${bias.dims.join(", ")}] is not one number for each of ${channels} channels`;
  }
  return { ...layer, channels, bias };
}
