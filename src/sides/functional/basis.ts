import type { ProbeHead } from "../../measures/probe/fit-probe.js";
import { type ModelPredictions, type PredictivePair, predictivePair } from "./predictive-pair.js";

/** Two models' predictions by probes on their penultimate layers, for the examples that these were not fitted on. */
export interface Probed {
  readonly a: ModelPredictions;
  readonly b: ModelPredictions;
  readonly heads: { readonly a: ProbeHead; readonly b: ProbeHead };
  /** Where the evaluated examples are in the data set, ascending. */
  readonly examples: Uint32Array;
  /** The examples that the probes were fitted on. */
  readonly nFitted: number;
}

/** How two models act on one data set: by their own classifiers and, where there are any, by probes. */
export interface Acting {
  readonly a: ModelPredictions;
  readonly b: ModelPredictions;
  /** The probes, or why there are none. */
  readonly probe: Probed | string;
}

/** What the functional side is based on: the models' own classifiers, or probes. */
export interface Basis {
  readonly name: "own" | "probe";
  readonly a: ModelPredictions;
  readonly b: ModelPredictions;
  /** Both together, or why they cannot be compared. */
  readonly pair: PredictivePair | string;
}

/**
 * Probes stand in for both models where one of the two may not be scored against the labels, or the two predict different
 * classes; else their own classifiers are what counts.
 */
export function basisOf({ a, b, probe }: Acting): Basis {
  const pair = predictivePair(a, b);
  const whole = typeof pair !== "string" && pair.labels !== null;
  return whole || typeof probe === "string" ? { name: "own", a, b, pair } : probeBasis(probe);
}

/** The probes' predictions as a basis. */
export function probeBasis({ a, b, examples }: Probed): Basis {
  const pair = predictivePair(a, b);
  return { name: "probe", a, b, pair: typeof pair === "string" ? pair : { ...pair, examples } };
}
