import { TrisimError } from "../errors.js";
import { lastWeighted } from "./last-weighted.js";
import { imageEmbeddingOf, logitsOf } from "./logits.js";
import type { OnnxModel } from "./model.js";

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
  return lastWeighted(model, logits).activation;
}

function refused(model: OnnxModel, why: string): TrisimError {
  return new TrisimError("unsupported", `${model.name}: has no penultimate layer: ${why}`);
}
