import { graphOf, inputDependent } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";

/** What a weighted node multiplies: `weight` is constant, `activation` comes from an input of the graph. */
export interface Operands {
  readonly activation: string;
  readonly weight: string;
}

const CONVOLUTIONS: ReadonlySet<string> = new Set(["Conv", "ConvTranspose"]);
const PRODUCTS: ReadonlySet<string> = new Set(["Gemm", "MatMul"]);

/** What dynamic quantisation makes of convolutions and products. */
const INTEGER_PRODUCTS: ReadonlySet<string> = new Set(["ConvInteger", "MatMulInteger"]);

/** Whether a node is a standard convolution. */
export function isConvolution(node: OnnxNode): boolean {
  return node.domain === "" && CONVOLUTIONS.has(node.opType);
}

/**
 * The operands of a convolution, Gemm or MatMul with a constant weight; `null` for every other node. Of one that is quantised
 * dynamically the activation is what it was before it became integers.
 *
 * The weight of a MatMul or Gemm may be on either side.
 */
export function operandsOf(model: OnnxModel, node: OnnxNode): Operands | null {
  if (node.domain === "" && INTEGER_PRODUCTS.has(node.opType)) return dynamicOperands(model, node);
  const isProduct = node.domain === "" && PRODUCTS.has(node.opType);
  if (!isProduct && !isConvolution(node)) return null;
  const [left = "", right = ""] = node.inputs;
  const dependent = inputDependent(model);
  if (dependent.has(left) && !dependent.has(right)) return { activation: left, weight: right };
  if (isProduct && dependent.has(right) && !dependent.has(left)) return { activation: right, weight: left };
  return null;
}

function dynamicOperands(model: OnnxModel, { inputs }: OnnxNode): Operands | null {
  const [left = "", weight = ""] = inputs;
  const quantised = graphOf(model).producer.get(left);
  const activation = quantised?.opType === "DynamicQuantizeLinear" ? quantised.inputs[0] : undefined;
  return activation === undefined || inputDependent(model).has(weight) ? null : { activation, weight };
}
