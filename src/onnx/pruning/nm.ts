import { TrisimError } from "../../errors.js";
import { twoSmallestOfFour } from "../../kernels/two-smallest.js";
import type { OnnxModel, OnnxTensor } from "../model.js";
import { elementAccess } from "./element-access.js";
import type { PruningMethod } from "./method.js";
import { layerText, type PrunableLayer } from "./prunable-layers.js";
import { type WeightAxes, weightAxes } from "./weight-axes.js";

/** Of so many weights in a row two stay, which is what sparse tensor cores take. */
const M = 4;

/** The sparsity of 2:4 pruning, whatever is asked for. */
export const NM_SPARSITY = 0.5;

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
    zeroings: () =>
      all.filter(divides).map(({ layer, axes }) => ({
        tensor: layer.weight,
        zero: (bytes, tensor) => zeroHalf(bytes, tensor, axes),
      })),
    notes: dense.map(({ layer, axes }) => `${layerText(layer)} stays dense: ${indivisible(axes)}`),
  };
};

function zeroHalf(bytes: Uint8Array, weight: OnnxTensor, { rows, columns }: WeightAxes): void {
  const { magnitude, zero } = elementAccess(bytes, weight);
  const zeroTwo = (row: number, at: number) => {
    const [a, b] = [row + (columns[at] ?? 0), row + (columns[at + 1] ?? 0)];
    const [c, d] = [row + (columns[at + 2] ?? 0), row + (columns[at + 3] ?? 0)];
    const gone = twoSmallestOfFour(magnitude(a), magnitude(b), magnitude(c), magnitude(d));
    if (gone & 1) zero(a);
    if (gone & 2) zero(b);
    if (gone & 4) zero(c);
    if (gone & 8) zero(d);
  };
  // In the order of the file, as nearly as may be: a matrix that is read across takes several times as long.
  if ((rows[1] ?? 0) < (columns[1] ?? 0)) {
    for (let at = 0; at < columns.length; at += M) for (const row of rows) zeroTwo(row, at);
  } else {
    for (const row of rows) for (let at = 0; at < columns.length; at += M) zeroTwo(row, at);
  }
}

function indivisible({ columns }: WeightAxes): string {
  return `${M} does not divide its input axis of ${columns.length}`;
}

function refused({ name }: OnnxModel, layer: PrunableLayer, axes: WeightAxes): TrisimError {
  const remedy = "leave such weights dense (--leave-dense; leaveDense: true in a study) or take another method than nm";
  return new TrisimError("unsupported", `${name}: ${layerText(layer)}: ${indivisible(axes)}; ${remedy}`);
}

function allDense({ name }: OnnxModel, count: number): TrisimError {
  return new TrisimError("unsupported", `${name}: ${M} divides the input axis of none of its ${count} weights`);
}
