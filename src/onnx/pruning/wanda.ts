import { TrisimError } from "../../errors.js";
import { kthSmallest } from "../../kernels/kth-smallest.js";
import type { OnnxModel, OnnxTensor } from "../model.js";
import { elementAccess } from "./element-access.js";
import type { InputNorms, PruningMethod } from "./method.js";
import { layerText, type PrunableLayer } from "./prunable-layers.js";
import { type WeightAxes, weightAxes } from "./weight-axes.js";
import { weightsAt } from "./weights-at.js";

/** A layer and what each of its weights is multiplied by for its score. */
interface Scored {
  readonly layer: PrunableLayer;
  readonly axes: WeightAxes;
  readonly norms: Float64Array;
}

/**
 * Pruning by weights and activations: in each output channel the floor(s·inputs) weights of smallest |w| times the L2 norm of
 * the input feature that they are multiplied with; ties in the order of the row.
 *
 * In a convolution the inputs of an output channel are C_in/groups · kh · kw, and the input feature is the channel, whose norm
 * is over all positions of all images: the places of a kernel share it. So in a depthwise convolution magnitudes decide.
 *
 * @throws RangeError without input norms for every layer; TrisimError "unsupported" for a stack of matrices.
 * @see Sun, Liu, Bair & Kolter 2024, "A simple and effective pruning approach for large language models"
 */
export const wanda: PruningMethod = (model, layers, { inputNorms }) => {
  const scored = layers.map((layer) => scoredLayer(model, layer, inputNorms));
  return {
    zeroings: (sparsity) =>
      scored.map(({ layer, axes, norms }) => ({
        tensor: layer.weight,
        zero: (bytes, tensor) => zeroRows(bytes, tensor, axes, norms, sparsity),
      })),
  };
};

/** Input features of a layer: those of all groups of a convolution. */
export function featuresOf({ columns, places, groups }: WeightAxes): number {
  return (columns.length / places) * groups;
}

function scoredLayer(model: OnnxModel, layer: PrunableLayer, inputNorms: InputNorms | undefined): Scored {
  const axes = weightAxes(model, layer);
  if (axes.matrices > 1) {
    const what = `is a stack of ${axes.matrices} matrices, whose input features are not told apart`;
    throw new TrisimError("unsupported", `${model.name}: ${layerText(layer)} ${what}; take another method than wanda`);
  }
  const norms = inputNorms?.get(layer.name);
  const features = featuresOf(axes);
  if (norms?.length !== features || !norms.every((norm) => norm >= 0 && norm < Number.POSITIVE_INFINITY)) {
    const found = norms === undefined ? "none" : `${norms.length} numbers`;
    throw new RangeError(`wanda: expected the norms of ${features} input features of "${layer.name}", found ${found}`);
  }
  return { layer, axes, norms };
}

function zeroRows(
  bytes: Uint8Array,
  weight: OnnxTensor,
  { rows, columns, groups, places }: WeightAxes,
  norms: Float64Array,
  sparsity: number,
): void {
  const { magnitude, zero } = elementAccess(bytes, weight);
  const count = weightsAt(sparsity, columns.length);
  if (count === 0) return;
  const [scores, scratch] = [new Float64Array(columns.length), new Float64Array(columns.length)];
  for (const [r, row] of rows.entries()) {
    const first = Math.floor((r * groups) / rows.length) * (columns.length / places);
    for (let c = 0; c < columns.length; c++) {
      scores[c] = magnitude(row + (columns[c] ?? 0)) * (norms[first + Math.floor(c / places)] ?? 0);
    }
    scratch.set(scores);
    const edge = kthSmallest(scratch, columns.length, count);
    let ties = scores.reduce((left, score) => (score < edge ? left - 1 : left), count);
    for (let c = 0; c < columns.length; c++) {
      const score = scores[c] ?? 0;
      if (score > edge || (score === edge && ties-- <= 0)) continue;
      zero(row + (columns[c] ?? 0));
    }
  }
}
