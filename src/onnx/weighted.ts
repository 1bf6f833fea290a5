import { inputDependent } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";

/** What a weighted node multiplies: `weight` is constant, `activation` comes from an input of the graph. */
export interface Operands {
  readonly activation: string;
  readonly weight: string;
}

const CONVOLUTIONS: ReadonlySet<string> = new Set(["Conv", "ConvTranspose"]);
const PRODUCTS: ReadonlySet<string> = new Set(["Gemm", "MatMul"]);

/** Whether a node is a standard convolution. */
export function isConvolution(node: OnnxNode): boolean {
  return node.domain === "" && CONVOLUTIONS.has(node.opType);
}

/**
 * The operands of a convolution, Gemm or MatMul with a constant weight; `null` for every other node.
 *
 * The weight of a MatMul or Gemm may be on either side.
 */
export function operandsOf(model: OnnxModel, node: OnnxNode): Operands | null {
  const isProduct = node.domain === "" && PRODUCTS.has(node.opType);
  if (!isProduct && !isConvolution(node)) return null;
  const [left = "", right = ""] = node.inputs;
  const dependent = inputDependent(model);
  if (dependent.has(left) && !dependent.has(right)) return { activation: left, weight: right };
  if (isProduct && dependent.has(right) && !dependent.has(left)) return { activation: right, weight: left };
  return null;
}
