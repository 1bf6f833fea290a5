import { intAttribute } from "../attributes.js";
import type { OnnxNode } from "../model.js";
import { type Flow, type FlowContext, type ParameterFlow, plain, sizeOf, type UnitFlow } from "./flow.js";
import { PLAIN, SAME } from "./units.js";

/**
 * The units of an activation along the axis that a weight sums over, each position's made one with the others'.
 *
 * @param slices - the number of positions; `at(position, k)` is the element of index k there.
 * @returns a label for each of the `count` indices; `null` where all are the same unit, or none is: then nothing along
 *   the axis can change places.
 */
function contracted(
  flow: UnitFlow,
  count: number,
  slices: number,
  at: (position: number, k: number) => number,
  { units }: FlowContext,
): Int32Array | null {
  const labels = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    let label: number = SAME;
    for (let s = 0; s < slices; s++) label = units.meet(label, flow.labels[at(s, k)] ?? PLAIN);
    labels[k] = label;
  }
  const roots = new Set(labels.map(units.find));
  if (roots.size > 1) return labels;
  units.pin(roots);
  return null;
}

/** New units for the outputs of a weight; `label(element)` of the weight and its bias. */
function claimAll(flow: Flow | null | undefined, context: FlowContext, label: (element: number) => number): void {
  if (flow?.kind !== "parameters") return;
  context.claims.claim(
    flow,
    Int32Array.from({ length: sizeOf(flow.dims) }, (_, e) => label(e)),
  );
}

/** `Conv`: each output channel is a new unit; where every channel has a filter of its own, it stays the same unit. */
export function convolution(
  node: OnnxNode,
  [input = null, weight = null, bias = null]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (weight?.kind !== "parameters") return [stuck([input, weight], dims, context)];
  const [outputs = 1, depth = 1] = weight.dims;
  const groups = intAttribute(node, "group", 1);
  const given = input?.kind === "units" ? channelUnits(input, context) : null;
  const labels = groups === 1 ? context.units.fresh(outputs) : grouped(given, groups, outputs, context);
  const kernel = sizeOf(weight.dims.slice(2));
  if (groups === 1 && given !== null) claimAll(weight, context, (e) => given[Math.floor(e / kernel) % depth] ?? PLAIN);
  claimAll(weight, context, (e) => labels[Math.floor(e / (kernel * depth))] ?? PLAIN);
  claimAll(bias, context, (e) => labels[e] ?? PLAIN);
  return [spread(labels, dims, 1)];
}

/** Outputs of a group may change places among themselves; what a group reads must stay. */
function grouped(given: Int32Array | null, groups: number, outputs: number, { units }: FlowContext): Int32Array {
  if (given !== null && given.length === groups && outputs === groups) return given;
  units.pin(given ?? []);
  const labels = units.fresh(outputs);
  const each = outputs / groups;
  for (let g = 0; g < groups; g++) units.mark(labels.subarray(g * each, (g + 1) * each));
  return labels;
}

/** The unit of each channel of N × C × …; `null` where the channels stay. */
export function channelUnits(flow: UnitFlow, context: FlowContext): Int32Array | null {
  const [images = 1, channels = 1, ...space] = flow.dims;
  const size = sizeOf(space);
  const at = (position: number, c: number) => (Math.floor(position / size) * channels + c) * size + (position % size);
  return contracted(flow, channels, images * size, at, context);
}

/** `Gemm`: Y = AB + C, either transposed. */
export function gemm(
  node: OnnxNode,
  [input = null, weight = null, bias = null]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (weight?.kind !== "parameters") return [stuck([input, weight, bias], dims, context)];
  const transposed = intAttribute(node, "transB", 0) === 1;
  const columns = weight.dims[1] ?? 1;
  const given = input?.kind === "units" ? rowUnits(node, input, context) : null;
  const labels = context.units.fresh(dims[1] ?? 1);
  const [inAt, outAt] = transposed ? [columnOf(columns), rowOf(columns)] : [rowOf(columns), columnOf(columns)];
  if (given !== null) claimAll(weight, context, (e) => given[inAt(e)] ?? PLAIN);
  claimAll(weight, context, (e) => labels[outAt(e)] ?? PLAIN);
  const width = bias?.dims.at(-1) ?? 1;
  claimAll(bias, context, (e) => (width === 1 ? PLAIN : (labels[e % width] ?? PLAIN)));
  return [spread(labels, dims, 1)];
}

const rowOf = (columns: number) => (e: number) => Math.floor(e / columns);
const columnOf = (columns: number) => (e: number) => e % columns;

function rowUnits(node: OnnxNode, flow: UnitFlow, context: FlowContext): Int32Array | null {
  const [rows = 1, columns = 1] = flow.dims;
  if (intAttribute(node, "transA", 0) === 1) return contracted(flow, rows, columns, (s, k) => k * columns + s, context);
  return contracted(flow, columns, rows, (s, k) => s * columns + k, context);
}

/** The last axis of an activation against the first of a stored matrix, as in `MatMul`. */
export function matrixOnTheRight(
  input: Flow,
  weight: ParameterFlow,
  dims: readonly number[],
  context: FlowContext,
): Flow {
  const [depth = 1, width = 1] = weight.dims.slice(-2);
  if (weight.dims.length !== 2) return stuck([input], dims, context);
  if (input.kind === "units" && keepsRows(input, depth, context)) return rowLabels(input, depth, width, dims);
  const positions = sizeOf(input.dims) / depth;
  const given = input.kind === "units" ? contracted(input, depth, positions, (s, k) => s * depth + k, context) : null;
  const labels = context.units.fresh(width);
  if (given !== null) claimAll(weight, context, (e) => given[Math.floor(e / width)] ?? PLAIN);
  claimAll(weight, context, (e) => labels[e % width] ?? PLAIN);
  return spread(labels, dims, dims.length - 1);
}

/** Whether units lie along the positions and not along the axis that is summed over, as where tokens are mixed. */
function keepsRows({ labels }: UnitFlow, depth: number, { units }: FlowContext): boolean {
  const roots = labels.map(units.find);
  const along = roots.some((root, e) => e % depth > 0 && root !== roots[e - 1]);
  const across = roots.some((root, e) => e >= depth && root !== roots[e - depth]);
  return across && !along;
}

function rowLabels({ labels }: UnitFlow, depth: number, width: number, dims: readonly number[]): UnitFlow {
  const out = Int32Array.from({ length: sizeOf(dims) }, (_, e) => labels[Math.floor(e / width) * depth] ?? PLAIN);
  return { kind: "units", dims, labels: out };
}

/** Units along one axis of a tensor. */
export function spread(labels: Int32Array, dims: readonly number[], axis: number): UnitFlow {
  const stride = sizeOf(dims.slice(axis + 1));
  const dim = dims[axis] ?? 1;
  const out = Int32Array.from({ length: sizeOf(dims) }, (_, e) => labels[Math.floor(e / stride) % dim] ?? PLAIN);
  return { kind: "units", dims, labels: out };
}

/** Nothing is known of how an operator mixes its inputs: their units stay where they are. */
export function stuck(inputs: readonly (Flow | null)[], dims: readonly number[], { units }: FlowContext): Flow {
  for (const input of inputs) if (input?.kind === "units") units.pin(new Set(input.labels));
  return plain(dims);
}
