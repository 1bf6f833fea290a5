import type { OnnxModel } from "./model.js";
import { parameterTensors } from "./parameters.js";
import { quantisedWeights } from "./quantised.js";
import { unshare } from "./unshare.js";

/**
 * The number of a model's parameters: elements of every float weight, see `parameterTensors`, and of every quantised one.
 *
 * Equal weights that the exporter stored once and hands on through `Identity` count each; batch normalisation that it
 * folded into convolutions no longer counts.
 */
export function countParameters(model: OnnxModel): number {
  const own = unshare(model);
  return [...parameterTensors(own), ...quantisedWeights(own)].reduce((sum, { size }) => sum + size, 0);
}
