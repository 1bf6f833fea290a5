import { TrisimError } from "../../errors.js";
import { intAttribute, intsAttribute } from "../attributes.js";
import type { OnnxNode } from "../model.js";
import { nodeText } from "../origins.js";
import { broadcastIndices, broadcastStrides, stridedIndices } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { axisOf, listOf, settingOf } from "./settings.js";

/** For each element of an output the element of the input that it is; −1 for one that a `Pad` adds. */
type Rearrangement = Int32Array;

interface Shapes {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

type Rule = (node: OnnxNode, shapes: Shapes, context: FlowContext) => Rearrangement | null;

/** `null`: every element stays at its index. */
const inOrder: Rule = () => null;

/** Operators that move the elements of their first input about, and compute nothing. */
export const REARRANGING: Readonly<Record<string, Rule>> = {
  Identity: inOrder,
  Cast: inOrder,
  Dropout: inOrder,
  Reshape: inOrder,
  Flatten: inOrder,
  Squeeze: inOrder,
  Unsqueeze: inOrder,
  Expand: (_, { from, to }) => broadcastIndices(from, to),
  Transpose: transposed,
  Slice: sliced,
  Pad: padded,
  Tile: tiled,
  DepthToSpace: depthToSpace,
  SpaceToDepth: spaceToDepth,
};

/** Whether an operator moves elements about, or joins or cuts tensors, and computes nothing. */
export function isRearranging({ opType }: OnnxNode): boolean {
  return Object.hasOwn(REARRANGING, opType) || opType === "Gather" || opType === "Split" || opType === "Concat";
}

function transposed(node: OnnxNode, { from, to }: Shapes): Rearrangement {
  const strides = stridesOf(from);
  const order = intsAttribute(node, "perm") ?? from.map((_, axis) => from.length - 1 - axis);
  return stridedIndices(
    to,
    order.map((axis) => strides[axis] ?? 0),
    0,
  );
}

function sliced(node: OnnxNode, { from, to }: Shapes, context: FlowContext): Rearrangement {
  const starts = known(listOf(context, node, "starts", 1), node, "starts");
  const axes = listOf(context, node, "axes", 3) ?? starts.map((_, i) => i);
  const steps = settingOf(context, node, 4) ?? starts.map(() => 1);
  const strides = [...stridesOf(from)];
  let offset = 0;
  for (const [i, given] of axes.entries()) {
    const axis = given < 0 ? given + from.length : given;
    const [dim = 1, stride = 0, step = 1, start = 0] = [from[axis], strides[axis], steps[i], starts[i]];
    const last = step < 0 ? dim - 1 : dim;
    offset += stride * Math.min(Math.max(start < 0 ? start + dim : start, 0), last);
    strides[axis] = stride * step;
  }
  return stridedIndices(to, strides, offset);
}

function padded(node: OnnxNode, { from, to }: Shapes, context: FlowContext): Rearrangement {
  const pads = known(listOf(context, node, "pads", 1), node, "pads");
  const axes = settingOf(context, node, 3) ?? from.map((_, axis) => axis);
  const before = from.map((_, axis) => {
    const at = axes.findIndex((given) => (given < 0 ? given + from.length : given) === axis);
    return at < 0 ? 0 : (pads[at] ?? 0);
  });
  const mode = node.attributes.get("mode");
  const fold = FOLDS[typeof mode === "string" ? mode : "constant"] ?? outside;
  return eachIndex(to, from, (index, axis) => fold(index - (before[axis] ?? 0), from[axis] ?? 1));
}

/** What an index beyond the edge stands for. */
const outside = (index: number, dim: number) => (index < 0 || index >= dim ? -1 : index);
const FOLDS: Readonly<Record<string, (index: number, dim: number) => number>> = {
  constant: outside,
  edge: (index, dim) => Math.min(Math.max(index, 0), dim - 1),
  reflect: (index, dim) => (index < 0 ? -index : index >= dim ? 2 * dim - 2 - index : index),
  wrap: (index, dim) => (index + dim) % dim,
};

function tiled(_: OnnxNode, { from, to }: Shapes): Rearrangement {
  return eachIndex(to, from, (index, axis) => index % (from[axis] ?? 1));
}

/** Axis by axis: where along the input each index of the output comes from, −1 for nowhere. */
function eachIndex(
  to: readonly number[],
  from: readonly number[],
  source: (index: number, axis: number) => number,
): Rearrangement {
  const strides = stridesOf(from);
  let places = Int32Array.of(0);
  for (const [axis, dim] of to.entries()) {
    const next = new Int32Array(places.length * dim);
    let at = 0;
    for (const place of places) {
      for (let i = 0; i < dim; i++) {
        const index = source(i, axis);
        next[at++] = place < 0 || index < 0 ? -1 : place + index * (strides[axis] ?? 0);
      }
    }
    places = next;
  }
  return places;
}

/** Blocks of channels beside each other in space: channel first, or place first. */
function depthToSpace(node: OnnxNode, { from }: Shapes): Rearrangement {
  const side = intAttribute(node, "blocksize", 1);
  const [images = 1, channels = 1, height = 1, width = 1] = from;
  const out = channels / side ** 2;
  const map = height * width;
  const channelFirst = node.attributes.get("mode") === "CRD";
  const [perChannel, perPlace] = channelFirst ? [side ** 2 * map, map] : [map, out * map];
  const strides = [channels * map, perChannel, width, side * perPlace, 1, perPlace];
  return stridedIndices([images, out, height, side, width, side], strides, 0);
}

function spaceToDepth(node: OnnxNode, { from }: Shapes): Rearrangement {
  const side = intAttribute(node, "blocksize", 1);
  const [images = 1, channels = 1, height = 1, width = 1] = from;
  const map = height * width;
  const strides = [channels * map, width, 1, map, side * width, side];
  return stridedIndices([images, side, side, channels, height / side, width / side], strides, 0);
}

/** The part of the input that is output `k` of a `Split`. */
export function split(node: OnnxNode, from: readonly number[], parts: readonly (readonly number[])[], k: number) {
  const axis = axisOf(node, 0, from.length);
  const strides = stridesOf(from);
  const start = parts.slice(0, k).reduce((sum, part) => sum + (part[axis] ?? 0), 0);
  return stridedIndices(parts[k] ?? [], strides, start * (strides[axis] ?? 0));
}

function stridesOf(dims: readonly number[]): readonly number[] {
  return broadcastStrides(dims, dims.length);
}

function known(values: readonly number[] | null, node: OnnxNode, what: string): readonly number[] {
  if (values !== null) return values;
  throw new TrisimError("unsupported", `${nodeText(node)}: its ${what} are not known, so its units cannot be followed`);
}
