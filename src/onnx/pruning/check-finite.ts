import { TrisimError } from "../../errors.js";
import { INFINITE_BITS, largestBits } from "../../kernels/float-bits.js";
import { visitElements } from "../elements.js";
import type { OnnxModel } from "../model.js";
import { visitBits } from "./magnitude-bits.js";
import { layerText, type PrunableLayer } from "./prunable-layers.js";

/** @throws TrisimError "bad-value" for a weight with an element that is not finite, naming the weight. */
export function checkFinite({ name, bytes }: OnnxModel, layer: PrunableLayer): void {
  let largest = 0;
  visitBits(bytes, layer.weight, (bits, count) => {
    largest = Math.max(largest, largestBits(bits, count));
  });
  if (largest < INFINITE_BITS) return;
  // A double may lie beyond the floats and be finite.
  visitElements(bytes, layer.weight, (magnitude) => {
    if (Number.isFinite(magnitude)) return;
    throw new TrisimError("bad-value", `${name}: ${layerText(layer)} holds ${magnitude}, expected finite numbers`);
  });
}
