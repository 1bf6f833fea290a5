import { TrisimError } from "../../errors.js";
import { intAttribute } from "../attributes.js";
import type { OnnxModel } from "../model.js";
import { isConvolution } from "../weighted.js";
import { carriedView } from "./carried-view.js";
import { layerText, type PrunableLayer } from "./prunable-layers.js";
import { type Axis, offsetsOf, type StridedView } from "./strided-view.js";

/** A weight as a matrix: one row an output channel, one column an input of that channel. */
export interface WeightAxes {
  /** Element (r, c) is the stored one at `rows[r] + columns[c]`. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** Groups of a convolution, else 1: each takes as many of the rows, and as many input features of its own. */
  readonly groups: number;
  /** Columns an input feature: the size of a convolution's kernel, else 1. They are next to each other. */
  readonly places: number;
  /** Stacked matrices, each with rows of its own. */
  readonly matrices: number;
}

type Sides = { readonly rows: readonly Axis[]; readonly columns: readonly Axis[] } & Partial<
  Pick<WeightAxes, "groups" | "places" | "matrices">
>;

/**
 * Where the output channels of a layer and their inputs lie in its stored weight.
 *
 * A convolution's columns are C_in/groups · kh · kw in this order, as `weight.flatten(1)` has them in PyTorch.
 *
 * @throws TrisimError "unsupported" where that cannot be told, naming the weight.
 */
export function weightAxes(model: OnnxModel, layer: PrunableLayer): WeightAxes {
  const view = carriedView(model, layer);
  const sides = typeof view === "string" ? view : sidesOf(layer, view);
  if (typeof sides === "string") {
    throw new TrisimError("unsupported", `${model.name}: ${layerText(layer)} has no channels to be told: ${sides}`);
  }
  const { rows, columns, groups = 1, places = 1, matrices = 1 } = sides;
  return { rows: offsetsOf(rows), columns: offsetsOf(columns), groups, places, matrices };
}

function sidesOf({ node, operands }: PrunableLayer, view: StridedView): Sides | string {
  const axes = view.dims.map((size, axis) => ({ size, stride: view.strides[axis] ?? 0 }));
  if (isConvolution(node)) return ofConvolution(axes, node.opType, intAttribute(node, "group", 1));
  const isLeft = node.inputs[0] === operands.weight;
  if (node.opType === "MatMul") return ofProduct(axes, isLeft);
  const isTransposed = intAttribute(node, isLeft ? "transA" : "transB", 0) === 1;
  const [first, second] = isTransposed ? axes.toReversed() : axes;
  if (first === undefined || second === undefined || axes.length !== 2) return notShaped(view, "a matrix");
  return isLeft ? { rows: [first], columns: [second] } : { rows: [second], columns: [first] };
}

function ofConvolution([first, second, ...kernel]: readonly Axis[], opType: string, groups: number): Sides | string {
  if (first === undefined || second === undefined) return "it has fewer than two axes";
  if (first.size % groups !== 0) return `${groups} groups do not divide its first axis of ${first.size}`;
  const places = kernel.reduce((product, { size }) => product * size, 1);
  if (opType === "Conv") return { rows: [first], columns: [second, ...kernel], groups, places };
  // A transposed convolution has its inputs first, group after group, and in each the outputs of that group.
  const inputs = { size: first.size / groups, stride: first.stride };
  const group = { size: groups, stride: first.stride * inputs.size };
  return { rows: [group, second], columns: [inputs, ...kernel], groups, places };
}

function ofProduct(axes: readonly Axis[], isLeft: boolean): Sides | string {
  const [last, before] = axes.toReversed();
  if (last === undefined) return "it has no axis";
  if (before === undefined) return { rows: [], columns: [last] };
  const stack = axes.slice(0, -2);
  const matrices = stack.reduce((product, { size }) => product * size, 1);
  const [row, column] = isLeft ? [before, last] : [last, before];
  return { rows: [...stack, row], columns: [column], matrices };
}

function notShaped({ dims }: StridedView, what: string): string {
  return `it is [${dims.join(", ")}], not ${what}`;
}
