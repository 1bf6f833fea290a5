import { countParameters } from "./count-parameters.js";
import { type Family, familyOf } from "./family.js";
import { logitsOf } from "./logits.js";
import type { OnnxModel, OnnxValue } from "./model.js";
import { penultimateOf } from "./penultimate.js";
import { selectLayers } from "./select-layers.js";

/** What can be told of a model from its file alone. */
export interface Inspection {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  /** Elements of every float weight. */
  readonly parameters: number;
  /** The tensors that `auto` picks, in graph order. */
  readonly layers: readonly string[];
  readonly penultimate: string;
  /** The tensor that is read as logits, see `logitsOf`. */
  readonly logits: string | null;
  readonly family: Family;
}

/**
 * Looks at a model without running it.
 *
 * @throws TrisimError `unsupported` where it has no penultimate layer.
 */
export function inspect(model: OnnxModel): Inspection {
  return {
    inputs: model.inputs,
    outputs: model.outputs,
    parameters: countParameters(model),
    layers: selectLayers(model, ["auto"]),
    penultimate: penultimateOf(model),
    logits: logitsOf(model),
    family: familyOf(model),
  };
}
