import { intAttribute } from "../attributes.js";
import type { OnnxNode } from "../model.js";
import { channelUnits, spread, stuck } from "./contraction.js";
import { broadcast, settled } from "./elementwise.js";
import { broadcastStrides, type Flow, type FlowContext, plain, sizeOf, stridedIndices, type UnitFlow } from "./flow.js";
import { wholes } from "./matrix-product.js";
import { axisOf, listOf } from "./settings.js";
import { PLAIN } from "./units.js";

/** `ReduceMean`, `ReduceSum`, `ReduceL2`, …: positions of one unit give that unit, different units what is made of all. */
export function reduction(
  node: OnnxNode,
  [input = null]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (input?.kind !== "units") return [plain(dims)];
  const rank = input.dims.length;
  const given = listOf(context, node, "axes", 1) ?? input.dims.map((_, axis) => axis);
  const axes = given.map((axis) => (axis < 0 ? axis + rank : axis));
  return [reduced(input, axes, dims, context)];
}

function reduced(input: UnitFlow, axes: readonly number[], dims: readonly number[], context: FlowContext): Flow {
  const { units } = context;
  const sets = setsOf(input, axes);
  const roots = sets.map((set) => new Set(set.map(units.find)));
  if (roots.every((set) => set.size === 1))
    return { kind: "units", dims, labels: Int32Array.from(sets, ([label = PLAIN]) => label) };
  const blocks = wholes(sets, context);
  return blocks === null ? plain(dims) : { kind: "units", dims, labels: Int32Array.from(blocks) };
}

/** The labels along some axes, one list for each position on the others. */
function setsOf({ dims, labels }: UnitFlow, axes: readonly number[]): readonly Int32Array[] {
  const strides = broadcastStrides(dims, dims.length);
  const kept = dims.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const gone = dims.map((dim, axis) => (axes.includes(axis) ? dim : 1));
  const inside = stridedIndices(gone, strides, 0);
  return [...stridedIndices(kept, strides, 0)].map((start) => inside.map((place) => labels[start + place] ?? PLAIN));
}

/** Says that all units along some axes are treated alike: they move among themselves, or as a block where there are several. */
function alike(input: UnitFlow, axes: readonly number[], context: FlowContext): void {
  const sets = setsOf(input, axes);
  if (sets.some((set) => new Set(set.map(context.units.find)).size > 1)) wholes(sets, context);
}

/** `Softmax` and `LogSoftmax`, whose sum runs over one axis, or over all from it on in old operator sets. */
export function softmax(
  node: OnnxNode,
  [input = null]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (input?.kind !== "units") return [plain(dims)];
  const old = context.model.opset < 13;
  const axis = axisOf(node, old ? 1 : -1, dims.length);
  alike(input, old ? from(axis, dims.length) : [axis], context);
  return [settled(input)];
}

function from(axis: number, rank: number): readonly number[] {
  return Array.from({ length: rank - axis }, (_, i) => axis + i);
}

/** `LayerNormalization` and its kin: statistics over the last axes, then a scale and a shift for each of their elements. */
export function layerNormalization(
  node: OnnxNode,
  [input = null, ...parameters]: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  const [dims = []] = outputs;
  if (input?.kind !== "units") return outputs.map(plain);
  alike(input, from(axisOf(node, -1, dims.length), dims.length), context);
  for (const flow of parameters) {
    if (flow?.kind === "parameters") context.claims.claim(broadcast(flow, dims), input.labels);
    if (flow?.kind === "plain" && sizeOf(flow.dims) > 1) stuck([input], dims, context);
  }
  return outputs.map((own, k) => (k === 0 ? settled(input) : plain(own)));
}

/** `BatchNormalization` and `InstanceNormalization`: numbers for each channel. */
export function channelNormalization(
  node: OnnxNode,
  [input = null, ...parameters]: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  const [dims = []] = outputs;
  if (input?.kind !== "units") return outputs.map(plain);
  if (node.opType === "InstanceNormalization" && mixed(input, context)) {
    // Groups of channels made one: each has numbers of its own, and stays.
    for (const group of setsOf(input, from(2, dims.length))) context.units.mark(group);
    return outputs.map((own, k) => (k === 0 ? settled(input) : plain(own)));
  }
  const labels = channelUnits(input, context);
  for (const flow of parameters) if (flow?.kind === "parameters" && labels !== null) context.claims.claim(flow, labels);
  return outputs.map((own, k) => (k === 0 ? settled(input) : plain(own)));
}

/** Whether several units lie in one channel, as where groups of channels were made one. */
function mixed(input: UnitFlow, { units }: FlowContext): boolean {
  const size = sizeOf(input.dims.slice(2));
  const roots = input.labels.map(units.find);
  return roots.some((root, e) => e % size > 0 && root !== roots[e - 1]);
}

/** Pooling and resizing: each channel by itself. */
export function perChannel(
  _: OnnxNode,
  [input = null]: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (input?.kind !== "units") return outputs.map(plain);
  const labels = channelUnits(input, context);
  return outputs.map((dims) => (labels === null ? plain(dims) : spread(labels, dims, 1)));
}

/** `GroupNormalization`: statistics over a group of channels, a scale and a shift for each. */
export function groupNormalization(
  node: OnnxNode,
  [input = null, ...parameters]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (input?.kind !== "units") return [plain(dims)];
  const labels = channelUnits(input, context);
  if (labels === null) return [plain(dims)];
  const each = labels.length / intAttribute(node, "num_groups", 1);
  for (let at = 0; at < labels.length; at += each) context.units.mark(labels.subarray(at, at + each));
  for (const flow of parameters) {
    if (flow?.kind === "parameters" && flow.dims[0] === labels.length) context.claims.claim(flow, labels);
  }
  return [settled(input)];
}
