import type { OnnxNode } from "../model.js";
import { stuck } from "./contraction.js";
import { broadcastIndices, type Flow, type ParameterFlow, plain, sizeOf, taken, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { partOfWhole } from "./part-of-whole.js";
import { PLAIN, SAME } from "./units.js";
import { varyingAxes } from "./varying-axes.js";

/**
 * How units flow through an operator that works element by element, its inputs broadcast: what stands beside a unit is
 * one with it.
 *
 * A plain tensor that differs along an axis of units pins them: they could not change places without it.
 */
export function elementwise(
  _: OnnxNode,
  inputs: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  const given = inputs.filter((input) => input !== null);
  const parameters = given.filter((input) => input.kind === "parameters");
  const tracked = given.filter((input) => input.kind === "units");
  const rest = given.filter((input) => input.kind === "plain");
  if (tracked.length === 0) return [combined(parameters, rest, dims)];
  const flow = united(tracked, dims, context);
  for (const parameter of parameters) claimBeside(parameter, flow, context);
  if (rest.some((other) => isMany(other) && differsBeside(other, flow, context))) stuck([flow], dims, context);
  return [parameters.some(isMany) || rest.some(isMany) ? settled(flow) : flow];
}

const isMany = ({ dims }: Flow) => sizeOf(dims) > 1;

/** Elements that were the same all over no longer are, once something that differs has come to them. */
export function settled({ dims, labels }: UnitFlow): UnitFlow {
  return { kind: "units", dims, labels: labels.map((label) => (label === SAME ? PLAIN : label)) };
}

/** Parameters alone, or with plain numbers that are the same for all of their elements. */
function combined(parameters: readonly ParameterFlow[], rest: readonly Flow[], dims: readonly number[]): Flow {
  if (parameters.length === 0 || rest.some(isMany)) return plain(dims);
  return { kind: "parameters", dims, sources: parameters.flatMap((flow) => broadcast(flow, dims).sources) };
}

/** A tensor made of parameters, repeated to other dimensions. */
function broadcast(flow: ParameterFlow, dims: readonly number[]): ParameterFlow {
  const indices = broadcastIndices(flow.dims, dims);
  if (indices === null) return flow;
  const sources = flow.sources.map(({ parameter, places }) => ({
    parameter,
    places: places === null ? indices : taken(places, indices),
  }));
  return { kind: "parameters", dims, sources };
}

function united(flows: readonly UnitFlow[], dims: readonly number[], { units }: FlowContext): UnitFlow {
  const meet = partOfWhole(units);
  const [first = new Int32Array(), ...others] = flows.map((flow) =>
    taken(flow.labels, broadcastIndices(flow.dims, dims)),
  );
  const labels = Int32Array.from(first);
  for (const other of others) {
    for (let e = 0; e < labels.length; e++) labels[e] = meet(labels[e] ?? PLAIN, other[e] ?? PLAIN);
  }
  return { kind: "units", dims, labels };
}

/**
 * Claims a parameter for the units it stands beside. Those that it is the same for need nothing of it, as the channels of a token that
 * has a bias.
 */
export function claimBeside(parameter: ParameterFlow, flow: UnitFlow, context: FlowContext): void {
  if (differsBeside(parameter, flow, context)) context.claims.claim(broadcast(parameter, flow.dims), flow.labels);
}

/** Whether a tensor, once broadcast, is not the same for all units that differ along an axis. */
function differsBeside({ dims }: Flow, flow: UnitFlow, context: FlowContext): boolean {
  const missing = flow.dims.length - dims.length;
  return varyingAxes(flow, context).some((axis) => (dims[axis - missing] ?? 1) > 1);
}

/** An operator of one value at a time: everything stays what it is. */
export function unary(
  _: OnnxNode,
  [input]: readonly (Flow | null)[],
  outputs: readonly (readonly number[])[],
): readonly Flow[] {
  return outputs.map((dims) => (input == null ? plain(dims) : { ...input, dims }));
}
