import { TrisimError } from "../../errors.js";
import { weightPath } from "../constants.js";
import { lastWeighted } from "../last-weighted.js";
import { logitsOf } from "../logits.js";
import type { OnnxModel } from "../model.js";
import type { PrunableLayer } from "./prunable-layers.js";

/** Layers without the classifier's head, and its name. */
export interface WithoutHead {
  readonly layers: readonly PrunableLayer[];
  readonly head: string;
}

/**
 * Leaves the classifier's head out: the last weighted node before the logits.
 *
 * @throws TrisimError "unsupported" where the model has no such head.
 */
export function withoutHead(model: OnnxModel, layers: readonly PrunableLayer[]): WithoutHead {
  const logits = logitsOf(model);
  const head = logits === null ? null : weightPath(model, lastWeighted(model, logits).weight);
  const found = layers.find(({ weight }) => weight.record.start === head?.tensor.record.start);
  if (found !== undefined) return { layers: layers.filter((layer) => layer !== found), head: found.name };
  const why = logits === null ? "it has no logits" : "what makes its logits has no weight that can be pruned";
  throw new TrisimError("unsupported", `${model.name}: has no classifier head to keep: ${why}`);
}
