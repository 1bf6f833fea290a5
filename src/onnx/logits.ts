import { beforeShapes } from "./before-shapes.js";
import { graphOf, imageDependent, isFloat } from "./graph.js";
import { isHead } from "./last-weighted.js";
import type { OnnxModel, OnnxValue } from "./model.js";
import { isSoftmax } from "./operators.js";

/** Names that exporters give to the embedding of an image, the best first. */
const EMBEDDING_NAMES: readonly RegExp[] = [
  /image_?embed/i,
  /image_?feature/i,
  /embed/i,
  /pooler_output/i,
  /last_hidden_state/i,
  /features?$/i,
];

/**
 * The tensor of the classifier's logits.
 *
 * An output named like logits, else the only float output, or the first of several heads with one number a class each, as
 * distilled transformers have two; where it ends in a softmax, what goes into that.
 *
 * @returns `null` for a model that gives an embedding of the image, and where no output can be told to be the logits.
 */
export function logitsOf(model: OnnxModel): string | null {
  if (imageEmbeddingOf(model) !== null) return null;
  const outputs = imageOutputs(model);
  const named = outputs.find(isLogits) ?? outputs.find((output) => /logits?/i.test(output.name));
  const output = named ?? (areHeads(model, outputs) ? outputs[0] : undefined);
  return output === undefined ? null : beforeSoftmax(model, output.name);
}

/**
 * The output that holds the image embedding of a tower or of a joint image–text model.
 *
 * @returns `null` where no output is named like one, or one is named like a classifier's logits.
 */
export function imageEmbeddingOf(model: OnnxModel): string | null {
  const outputs = imageOutputs(model);
  if (outputs.some(isLogits)) return null;
  for (const pattern of EMBEDDING_NAMES) {
    const found = outputs.find((output) => pattern.test(output.name));
    if (found !== undefined) return found.name;
  }
  return null;
}

/** Whether outputs are one classifier's, or several of the same classes. */
function areHeads(model: OnnxModel, outputs: readonly OnnxValue[]): boolean {
  const classes = new Set(outputs.map(({ dims }) => (dims?.length === 2 ? dims[1] : null)));
  const isAlike = classes.size === 1 && typeof [...classes][0] === "number";
  return outputs.length === 1 || (isAlike && outputs.every(({ name }) => isHead(model, beforeShapes(model, name))));
}

function isLogits({ name }: OnnxValue): boolean {
  return /^logits?$/i.test(name);
}

/** Float outputs that depend on the image. */
function imageOutputs(model: OnnxModel): readonly OnnxValue[] {
  const dependent = imageDependent(model);
  return model.outputs.filter((output) => dependent.has(output.name) && (output.elemType === null || isFloat(output)));
}

/** The input of the softmax that the output is, but for its shape; else the output itself. */
function beforeSoftmax(model: OnnxModel, output: string): string {
  const node = graphOf(model).producer.get(beforeShapes(model, output));
  return node !== undefined && isSoftmax(node) ? (node.inputs[0] ?? output) : output;
}
