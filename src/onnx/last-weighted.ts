import { TrisimError } from "../errors.js";
import { graphOf, inputDependent } from "./graph.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { isActivation, isArithmetic, isPooling, isShapeOperator, isSoftmax } from "./operators.js";
import { type Operands, operandsOf } from "./weighted.js";

/**
 * The last weighted node before the logits, which is the classifier's head: from the logits back through shapes, pooling,
 * activations and arithmetic with constants to the last convolution, Gemm or MatMul with a constant weight.
 *
 * @param logits - from `logitsOf`.
 * @throws TrisimError "unsupported" where that path ends elsewhere.
 */
export function lastWeighted(model: OnnxModel, logits: string): Operands & { readonly node: OnnxNode } {
  const { producer } = graphOf(model);
  let at = logits;
  for (;;) {
    const node = producer.get(at);
    if (node === undefined) throw refused(model, `no weighted node lies between ${at} and ${logits}`);
    const operands = operandsOf(model, node);
    if (operands !== null) return { node, ...operands };
    const before = passedThrough(model, node);
    if (before === null)
      throw refused(model, `${at} (${node.opType}) lies between ${logits} and the last weighted node`);
    at = before;
  }
}

/** The one input that depends on the image, of a node that the walk may pass. */
function passedThrough(model: OnnxModel, node: OnnxNode): string | null {
  const isPassed = isShapeOperator(node) || isPooling(node) || isActivation(node) || isSoftmax(node);
  if (isPassed) return node.inputs[0] ?? null;
  if (!isArithmetic(node) && node.opType !== "BatchNormalization") return null;
  const dependent = inputDependent(model);
  const [input, second] = node.inputs.filter((name) => dependent.has(name));
  return second === undefined ? (input ?? null) : null;
}

function refused(model: OnnxModel, why: string): TrisimError {
  return new TrisimError("unsupported", `${model.name}: has no penultimate layer: ${why}`);
}
