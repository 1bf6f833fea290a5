import { intAttribute } from "../attributes.js";
import { stuck } from "./contraction.js";
import { channelUnits } from "./convolution.js";
import { claimBeside, settled } from "./elementwise.js";
import { type Flow, plain, sizeOf, type UnitFlow } from "./flow.js";
import { type FlowContext, ofUnits } from "./flow-rule.js";
import { axisOf } from "./settings.js";
import { areSingle, setsOf, wholes } from "./wholes.js";

/** Says that all units along some axes are treated alike: they move among themselves, or as a block where there are several. */
function alike(input: UnitFlow, axes: readonly number[], context: FlowContext): void {
  const sets = setsOf(input, axes);
  if (!areSingle(sets, context)) wholes(sets, context);
}

function axesFrom(axis: number, rank: number): readonly number[] {
  return Array.from({ length: rank - axis }, (_, i) => axis + i);
}

/** What was normalised has the units it had; statistics that are given out besides have none. */
function normalised(input: UnitFlow, outputs: readonly (readonly number[])[]): readonly Flow[] {
  return outputs.map((dims, k) => (k === 0 ? settled(input) : plain(dims)));
}

/** `Softmax` and `LogSoftmax`, whose sum runs over one axis, or over all from it on in old operator sets. */
export const softmax = ofUnits((input, node, _, outputs, context) => {
  const rank = input.dims.length;
  const old = context.model.opset < 13;
  const axis = axisOf(node, old ? 1 : -1, rank);
  alike(input, old ? axesFrom(axis, rank) : [axis], context);
  return normalised(input, outputs);
});

/** `LayerNormalization` and its kin: statistics over the last axes, then a scale and a shift for each of their elements. */
export const layerNormalization = ofUnits((input, node, parameters, outputs, context) => {
  const { dims } = input;
  alike(input, axesFrom(axisOf(node, -1, dims.length), dims.length), context);
  for (const flow of parameters) {
    if (flow?.kind === "parameters") claimBeside(flow, input, context);
    if (flow?.kind === "plain" && sizeOf(flow.dims) > 1) stuck([input], dims, context);
  }
  return normalised(input, outputs);
});

/** `BatchNormalization` and `InstanceNormalization`: numbers for each channel. */
export const channelNormalization = ofUnits((input, node, parameters, outputs, context) => {
  const groups = node.opType === "InstanceNormalization" ? setsOf(input, axesFrom(2, input.dims.length)) : [];
  if (!areSingle(groups, context)) {
    // Groups of channels made one: each has numbers of its own, and stays.
    for (const group of groups) context.units.mark(group);
    return normalised(input, outputs);
  }
  claimChannels(parameters, channelUnits(input, context), context);
  return normalised(input, outputs);
});

/** `GroupNormalization`: statistics over a group of channels, a scale and a shift for each. */
export const groupNormalization = ofUnits((input, node, parameters, outputs, context) => {
  const labels = channelUnits(input, context);
  if (labels === null) return outputs.map(plain);
  const each = labels.length / intAttribute(node, "num_groups", 1);
  for (let at = 0; at < labels.length; at += each) context.units.mark(labels.subarray(at, at + each));
  // In operator set 18 they are one a group, which stays.
  const perChannel = parameters.filter((flow) => flow?.dims[0] === labels.length);
  claimChannels(perChannel, labels, context);
  return normalised(input, outputs);
});

function claimChannels(parameters: readonly (Flow | null)[], labels: Int32Array | null, context: FlowContext): void {
  for (const flow of labels === null ? [] : parameters) {
    if (flow?.kind === "parameters") context.claims.claim(flow, labels ?? new Int32Array());
    if (flow?.kind === "plain" && sizeOf(flow.dims) > 1) context.units.pin(labels ?? []);
  }
}
