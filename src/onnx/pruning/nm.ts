import { TrisimError } from "../../errors.js";
import type { OnnxModel } from "../model.js";
import { elementAccess } from "./element-access.js";
import type { PruningMethod } from "./method.js";
import { layerText, type PrunableLayer } from "./prunable-layers.js";
import { type WeightAxes, weightAxes } from "./weight-axes.js";

/** Of M weights in a row N stay, which is what sparse tensor cores take. */
const [N, M] = [2, 4] as const;

/**
 * 2:4 pruning: of every four weights in a row along the input axis the two smallest, at any level above 0; of equal ones the
 * first goes. The input axis of a convolution is C_in/groups · kh · kw in this order, as `weight.flatten(1)` has it in
 * PyTorch.
 *
 * A weight whose input axis 4 does not divide is refused, or stays dense where that is asked for, and is named.
 *
 * @throws TrisimError "unsupported" naming the weight and the length of its axis.
 * @see Mishra et al. 2021, "Accelerating sparse deep neural networks"
 */
export const twoOfFour: PruningMethod = (model, layers, { leaveDense = false }) => {
  const all = layers.map((layer) => ({ layer, axes: weightAxes(model, layer) }));
  const divides = ({ axes }: { readonly axes: WeightAxes }) => axes.columns.length % M === 0;
  const dense = all.filter((each) => !divides(each));
  const [first] = dense;
  if (first !== undefined && !leaveDense) throw refused(model, first.layer, first.axes);
  if (dense.length === all.length && first !== undefined) throw allDense(model, all.length);
  return {
    zero(bytes, sparsity) {
      if (sparsity > 0) for (const { layer, axes } of all.filter(divides)) zeroHalf(bytes, layer, axes);
    },
    notes: dense.map(({ layer, axes }) => `${layerText(layer)} stays dense: ${indivisible(axes)}`),
  };
};

function zeroHalf(bytes: Uint8Array, { weight }: PrunableLayer, { rows, columns }: WeightAxes): void {
  const { magnitude, zero } = elementAccess(bytes, weight);
  for (const row of rows) {
    for (let from = 0; from < columns.length; from += M) {
      const four = Array.from(columns.subarray(from, from + M), (column) => row + column);
      // Sorting is stable: of equal ones the first stays first.
      const ascending = four.sort((a, b) => magnitude(a) - magnitude(b));
      for (const index of ascending.slice(0, M - N)) zero(index);
    }
  }
}

function indivisible({ columns }: WeightAxes): string {
  return `${M} does not divide its input axis of ${columns.length}`;
}

function refused({ name }: OnnxModel, layer: PrunableLayer, axes: WeightAxes): TrisimError {
  const remedy = "leave such weights dense, or take another method than nm";
  return new TrisimError("unsupported", `${name}: ${layerText(layer)}: ${indivisible(axes)}; ${remedy}`);
}

function allDense({ name }: OnnxModel, count: number): TrisimError {
  return new TrisimError("unsupported", `${name}: ${M} divides the input axis of none of its ${count} weights`);
}
