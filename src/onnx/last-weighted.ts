import { TrisimError } from "../errors.js";
import { graphOf, inputDependent } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { isActivation, isArithmetic, isPooling, isShapeOperator, isSoftmax } from "./operators.js";
import { isConvolution, type Operands, operandsOf } from "./weighted.js";

/**
 * The last weighted node before the logits, which is the classifier's head: from the logits back through shapes, pooling,
 * activations and arithmetic with constants to the last convolution, Gemm or MatMul with a constant weight. Where the logits are
 * the mean of two such heads, the first is meant.
 *
 * @param logits - from `logitsOf`.
 * @throws TrisimError "unsupported" where that path ends elsewhere.
 */
export function lastWeighted(model: OnnxModel, logits: string): Operands & { readonly node: OnnxNode } {
  const { producer } = graphOf(model);
  let at = logits;
  let isHalved = false;
  for (;;) {
    const node = producer.get(at);
    if (node === undefined) throw refused(model, `no weighted node lies between ${at} and ${logits}`);
    const operands = operandsOf(model, node);
    if (operands !== null) return { node, ...operands };
    const before = passedThrough(model, node, isHalved);
    if (before === null)
      throw refused(model, `${at} (${node.opType}) lies between ${logits} and the last weighted node`);
    isHalved = node.opType === "Div" || node.opType === "Mul";
    at = before;
  }
}

/** The one input that depends on the image, of a node that the walk may pass. */
function passedThrough(model: OnnxModel, node: OnnxNode, isHalved: boolean): string | null {
  const isPassed = isShapeOperator(node) || isPooling(node) || isActivation(node) || isSoftmax(node);
  if (isPassed) return node.inputs[0] ?? null;
  if (!isArithmetic(node) && node.opType !== "BatchNormalization") return null;
  const dependent = inputDependent(model);
  const [input, second, third] = node.inputs.filter((name) => dependent.has(name));
  if (input === undefined || second === undefined) return input ?? null;
  const product = node.opType === "Mul" ? unscaled(model, [input, second]) : null;
  if (product !== null) return product;
  // The mean of two heads, as distilled transformers give it: what the first one reads.
  const isMean = (isHalved && node.opType === "Add") || node.opType === "Mean";
  return isMean && third === undefined && [input, second].every((head) => isHead(model, head)) ? input : null;
}

/** Of an integer product and the scale that dynamic quantisation multiplies it by, the product. */
function unscaled(model: OnnxModel, factors: readonly string[]): string | null {
  const { producer } = graphOf(model);
  const isScale = (tensor: string): boolean => {
    const node = producer.get(tensor);
    if (node?.opType === "DynamicQuantizeLinear") return node.outputs[1] === tensor;
    return node?.opType === "Mul" && node.inputs.some(isScale);
  };
  const others = factors.filter((tensor) => !isScale(tensor));
  return others.length === 1 ? (others[0] ?? null) : null;
}

/** Whether a tensor is what a weighted node makes, but for its bias. */
export function isHead(model: OnnxModel, tensor: string): boolean {
  const { producer } = graphOf(model);
  const dependent = inputDependent(model);
  let node = producer.get(tensor);
  if (node?.opType === "Add") {
    const [product, other] = node.inputs.filter((name) => dependent.has(name));
    node = other === undefined ? producer.get(product ?? "") : undefined;
  }
  return node !== undefined && !isConvolution(node) && operandsOf(model, node) !== null;
}

function refused(model: OnnxModel, why: string): TrisimError {
  return new TrisimError("unsupported", `${model.name}: has no penultimate layer: ${why}`);
}
