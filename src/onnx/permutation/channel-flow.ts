import { TrisimError } from "../../errors.js";
import { readsOf, readsShapeOnly } from "../graph.js";
import type { OnnxModel, OnnxNode, OnnxTensor } from "../model.js";
import { nodeText } from "../origins.js";
import { noClaims } from "./claims.js";
import { type Flow, isParameters, plain, type Trace, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { flowRule } from "./flow-rules.js";
import { isRearranging } from "./rearranged.js";
import { noUnits } from "./units.js";
import { varyingAxes } from "./varying-axes.js";

/** An activation that units lie along one axis of. */
export interface Watched {
  readonly tensor: string;
  readonly axis: number;
  /** Index along the axis → unit. */
  readonly labels: Int32Array;
}

/** How the units of a network run through it. */
export interface ChannelFlow extends Pick<FlowContext, "units" | "claims"> {
  readonly watched: readonly Watched[];
}

/**
 * Follows every channel of a network through its graph: which elements of its activations and of its parameters belong to
 * one unit.
 *
 * Shapes and whole numbers are those of one run; labels in place of values are led through the same operators. Where
 * an operator mixes what it is not known to, the units stay in their places: they are found fewer, never wrong.
 *
 * @param parameters - the float parameters.
 * @throws TrisimError "unsupported" naming the first operator that nothing is known of.
 */
export function channelFlow(model: OnnxModel, parameters: readonly OnnxTensor[], trace: Trace): ChannelFlow {
  const units = noUnits();
  const context: FlowContext = { model, trace, units, claims: noClaims(parameters, units) };
  const flows = storedFlows(model, parameters);
  const lastReads = lastReadsOf(model);
  const outputs = new Set(model.outputs.map(({ name }) => name));
  const watched = model.nodes.flatMap((node, n) => {
    const made = unitFlows(node, flows, context);
    for (const name of node.outputs) if (outputs.has(name)) stay(flows.get(name), context);
    for (const name of lastReads.get(n) ?? []) flows.delete(name);
    // What is only moved about was watched where it was made.
    const isMoved = isRearranging(node) && node.opType !== "Split" && node.opType !== "Concat";
    return isMoved ? [] : made.flatMap(([name, flow]) => watch(name, flow, context));
  });
  units.uniteTwins();
  return { units, claims: context.claims, watched };
}

/** What a network gives out has its order for good. */
function stay(flow: Flow | undefined, { units, claims }: FlowContext): void {
  if (flow?.kind === "units") units.pin(new Set(flow.labels));
  if (flow?.kind === "parameters") claims.settle([flow]);
}

/** Leads the flows through a node; returned are those of its outputs that units run in. */
function unitFlows(
  node: OnnxNode,
  flows: Map<string, Flow>,
  context: FlowContext,
): readonly (readonly [string, UnitFlow])[] {
  const made = nodeFlows(node, flows, context);
  return node.outputs.flatMap((name, k) => {
    const flow = made[k];
    if (flow === undefined || name === "") return [];
    // A `Constant` node's own is there already.
    if (!flows.has(name)) flows.set(name, flow);
    return flow.kind === "units" ? [[name, flow] as const] : [];
  });
}

/** Initialisers and `Constant` nodes that are parameters, by name. */
function storedFlows(model: OnnxModel, parameters: readonly OnnxTensor[]): Map<string, Flow> {
  const indices = new Map(parameters.map((tensor, index) => [tensor.record.start, index]));
  const held = model.nodes.flatMap(({ opType, outputs: [name = ""], attributes }) => {
    const value = opType === "Constant" ? attributes.get("value") : undefined;
    return typeof value === "object" && "record" in value ? [[name, value] as const] : [];
  });
  const flows = new Map<string, Flow>();
  for (const [name, { record, dims, size }] of [...model.initializers, ...held]) {
    const parameter = indices.get(record.start);
    const single = parameter === undefined || size === 1;
    flows.set(name, single ? plain(dims) : { kind: "parameters", dims, sources: [{ parameter, places: null }] });
  }
  return flows;
}

function nodeFlows(node: OnnxNode, flows: ReadonlyMap<string, Flow>, context: FlowContext): readonly Flow[] {
  const given = node.inputs.map((name) =>
    name === "" ? null : (flows.get(name) ?? plain(dimsOf(context.trace, name))),
  );
  const outputs = node.outputs.map((name) => (name === "" ? [] : dimsOf(context.trace, name)));
  const read = [...readsOf(node)].flatMap((name) => flows.get(name) ?? []);
  if (read.every(({ kind }) => kind === "plain")) return outputs.map(plain);
  const rule = node.subGraphs.length > 0 ? null : flowRule(node);
  if (rule === null && read.some(({ kind }) => kind === "units")) {
    const what = `${nodeText(node)} mixes channels in a way that is not known`;
    throw new TrisimError("unsupported", `${context.model.name}: ${what}: its units cannot be matched`);
  }
  const made = rule === null ? outputs.map(plain) : rule(node, given, outputs, context);
  if (!readsShapeOnly(node)) concluded(node, read, made, context);
  return made;
}

/** Whoever is read by one operator and not by another is told apart by that, and what it said nothing of stays. */
function concluded(node: OnnxNode, read: readonly Flow[], made: readonly Flow[], { units, claims }: FlowContext): void {
  for (const flow of isRearranging(node) ? [] : read) if (flow.kind === "units") units.mark(new Set(flow.labels));
  // What is made of parameters alone is looked at by whoever reads it.
  if (!made.some(({ kind }) => kind === "parameters")) claims.settle(read.filter(isParameters));
}

function dimsOf({ dims }: Trace, name: string): readonly number[] {
  return dims.get(name) ?? [];
}

function watch(tensor: string, flow: UnitFlow, context: FlowContext): readonly Watched[] {
  const [axis, ...more] = varyingAxes(flow, context);
  if (axis === undefined || more.length > 0) return [];
  const stride = flow.dims.slice(axis + 1).reduce((product, dim) => product * dim, 1);
  return [
    { tensor, axis, labels: Int32Array.from({ length: flow.dims[axis] ?? 1 }, (_, i) => flow.labels[i * stride] ?? 0) },
  ];
}

/** Node → the tensors that nothing after it reads. */
function lastReadsOf({ nodes }: OnnxModel): ReadonlyMap<number, readonly string[]> {
  const last = new Map(nodes.flatMap((node, n) => [...readsOf(node)].map((name) => [name, n] as const)));
  const read = new Map<number, string[]>();
  for (const [name, n] of last) read.set(n, [...(read.get(n) ?? []), name]);
  return read;
}
