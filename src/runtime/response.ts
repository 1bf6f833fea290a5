import type { Matrix } from "../kernels/matrix.js";

/** What a network, dense or pruned, gave for the n examples of one data set. */
export interface Response {
  /** n × p, the penultimate layer. */
  readonly penultimate: Matrix;
  /** n × C, or `null` for a model without logits. */
  readonly logits: Matrix | null;
}
