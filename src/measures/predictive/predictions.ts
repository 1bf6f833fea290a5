import type { Matrix } from "../../kernels/matrix.js";
import { predictedClasses } from "./predicted-classes.js";
import { softmax } from "./softmax.js";

/** What one model says of n examples: its logits (n × C), their softmax (n × C) and the class of the largest. */
export interface Predictions {
  readonly logits: Matrix;
  readonly probabilities: Matrix;
  readonly classes: Int32Array;
}

/**
 * A model's logits, with the probabilities and classes that follow from them.
 *
 * @param logits - n × C, one row an example.
 * @throws RangeError where a logit is not finite.
 * @example
 * const { classes, probabilities } = predictions({ rows: 1, columns: 2, data: Float64Array.of(0, Math.log(3)) });
 * classes[0]; // => 1
 * probabilities.data[0]; // => 0.25
 */
export function predictions(logits: Matrix): Predictions {
  return { logits, probabilities: softmax(logits), classes: predictedClasses(logits) };
}
