import { TrisimError } from "../errors.js";
import { graphOf, inputDependent } from "./graph.js";
import { imageEmbeddingOf, logitsOf } from "./logits.js";
import type { OnnxModel, OnnxNode } from "./model.js";
import { isActivation, isArithmetic, isPooling, isShapeOperator, isSoftmax } from "./operators.js";
import { operandsOf } from "./weighted.js";

/**
 * The penultimate tensor: what the classifier's last weighted node reads, or the image embedding where there is one.
 *
 * From the logits back through shapes, pooling, activations and arithmetic with constants to the last convolution,
 * Gemm or MatMul with a constant weight.
 *
 * @throws TrisimError "unsupported" where that path ends elsewhere.
 */
export function penultimateOf(model: OnnxModel): string {
  const embedding = imageEmbeddingOf(model);
  if (embedding !== null) return embedding;
  const logits = logitsOf(model);
  if (logits === null) {
    const outputs = model.outputs.map((output) => output.name).join(", ");
    throw refused(model, `none of its outputs (${outputs}) can be told to be the logits or an embedding of the image`);
  }
  const { producer } = graphOf(model);
  let at = logits;
  for (;;) {
    const node = producer.get(at);
    if (node === undefined) throw refused(model, `no weighted node lies between ${at} and ${logits}`);
    const operands = operandsOf(model, node);
    if (operands !== null) return operands.activation;
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
