import type { Matrix } from "../../kernels/matrix.js";
import { crossEntropy } from "../../measures/predictive/cross-entropy.js";
import { predictedClasses } from "../../measures/predictive/predicted-classes.js";
import { rightness } from "../../measures/predictive/rightness.js";

/** A network on the way from A to B, on n labelled examples. */
export interface PathPoint {
  /** Mean cross-entropy, in nats. */
  readonly loss: number;
  /** 1 for each example it gets right, else 0. */
  readonly right: Int32Array;
}

/** What the logits of a network on the way come to. */
export function pathPoint(logits: Matrix, labels: Int32Array): PathPoint {
  return { loss: crossEntropy(logits, labels), right: rightness(predictedClasses(logits), labels) };
}
