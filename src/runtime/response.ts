import type { Matrix } from "../kernels/matrix.js";
import { zeroShotLogits } from "../measures/predictive/zero-shot.js";
import type { Outputs } from "./evaluate.js";
import type { TappedModel } from "./tapped-model.js";
import { featureMismatch } from "./zero-shot-head.js";

/** What a network, dense or pruned, gave for the n examples of one data set. */
export interface Response {
  /** n × p, the penultimate layer. */
  readonly penultimate: Matrix;
  /** n × C, or `null` for a model without logits. */
  readonly logits: Matrix | null;
}

/** The tensors that `responseOf` is made of. */
export function responseTensors({ penultimate, logits }: TappedModel): readonly string[] {
  return logits === null ? [penultimate] : [penultimate, logits];
}

/**
 * The two outputs that stand for a network; those of an image tower with texts are its zero-shot logits.
 *
 * @throws TrisimError "mismatch" where its images and its texts have different numbers of features.
 */
export function responseOf({ model, penultimate, logits, head }: TappedModel, outputs: Outputs): Response {
  const last = matrixOf(outputs, penultimate);
  if (logits !== null) return { penultimate: last, logits: matrixOf(outputs, logits) };
  if (head === null) return { penultimate: last, logits: null };
  if (last.columns !== head.classes.columns) throw featureMismatch(model.name, last.columns, head.classes.columns);
  return { penultimate: last, logits: zeroShotLogits(last, head.classes, head.scale, head.bias) };
}

/**
 * The rows that a tensor gave.
 *
 * @throws RangeError where it was not among those evaluated.
 */
export function matrixOf(outputs: Outputs, tensor: string): Matrix {
  const matrix = outputs.get(tensor);
  if (matrix === undefined) throw new RangeError(`tensor ${tensor} was not evaluated`);
  return matrix;
}
