import { intAttribute } from "../attributes.js";
import type { OnnxNode } from "../model.js";
import { type Flow, type ParameterFlow, plain, sizeOf, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { PLAIN, SAME } from "./units.js";

/**
 * The units of an activation along the axis that a weight sums over, each position's made one with the others'.
 *
 * @param slices - the number of positions; `at(position, k)` is the element of index k there.
 * @returns a label for each of the `count` indices; `null` where all are the same unit, or none is: then nothing along
 *   the axis can change places.
 */
export function contracted(
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

/** Says of each element of a weight or a bias which unit it belongs to. */
export function claimAll(
  flow: Flow | null | undefined,
  context: FlowContext,
  label: (element: number) => number,
): void {
  if (flow?.kind !== "parameters") return;
  context.claims.claim(
    flow,
    Int32Array.from({ length: sizeOf(flow.dims) }, (_, e) => label(e)),
  );
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
  if (bias?.kind === "plain" && width > 1) context.units.pin(labels);
  return [outputs(labels, dims, 1, context)];
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
  if (sizeOf(weight.dims) !== depth * width) return stuck([input], dims, context);
  if (input.kind === "units" && keepsRows(input, depth, context)) return rowLabels(input, depth, width, dims);
  const positions = sizeOf(input.dims) / depth;
  const given = input.kind === "units" ? contracted(input, depth, positions, (s, k) => s * depth + k, context) : null;
  const labels = context.units.fresh(width);
  if (given !== null) claimAll(weight, context, (e) => given[Math.floor(e / width)] ?? PLAIN);
  claimAll(weight, context, (e) => labels[e % width] ?? PLAIN);
  return outputs(labels, dims, dims.length - 1, context);
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

/** The new units of a weight along an axis; one alone has none to change places with. */
export function outputs(labels: Int32Array, dims: readonly number[], axis: number, { units }: FlowContext): Flow {
  if (labels.length > 1) return spread(labels, dims, axis);
  units.pin(labels);
  return plain(dims);
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
