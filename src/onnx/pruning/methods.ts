import type { OnnxModel } from "../model.js";
import { globalMagnitude } from "./global.js";
import { lamp } from "./lamp.js";
import { layerMagnitude } from "./layer.js";
import type { PruningMethod } from "./method.js";
import { twoOfFour } from "./nm.js";
import { randomly } from "./random.js";
import { structured, withOwnBiases } from "./structured.js";
import { wanda } from "./wanda.js";

/** One row of the table of methods. */
export interface MethodRow {
  /** What it is, after "pruned by". */
  readonly about: string;
  readonly method: PruningMethod;
  /** Makes the model one whose parameters may be edited as the method does; weights alone may be as they are. */
  readonly readied?: (model: OnnxModel) => OnnxModel;
}

/** Every method of pruning. */
export const PRUNING_METHODS = {
  global: { about: "magnitude over the whole model", method: globalMagnitude },
  layer: { about: "magnitude in each layer", method: layerMagnitude },
  random: { about: "chance", method: randomly },
  lamp: { about: "layer-adaptive magnitude (LAMP) over the whole model", method: lamp },
  structured: { about: "the L2 norm of whole output channels", method: structured, readied: withOwnBiases },
  nm: { about: "magnitude, two of every four inputs", method: twoOfFour },
  wanda: { about: "magnitude times input norm (Wanda) in each output channel", method: wanda },
} as const satisfies Readonly<Record<string, MethodRow>>;

export type PruningMethodName = keyof typeof PRUNING_METHODS;

/** Their names. */
export const pruningMethodNames = Object.keys(PRUNING_METHODS) as readonly PruningMethodName[];
