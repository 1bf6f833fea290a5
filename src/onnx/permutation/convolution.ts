import { intAttribute } from "../attributes.js";
import type { OnnxNode } from "../model.js";
import { claimAll, contracted, outputs, stuck } from "./contraction.js";
import { type Flow, type ParameterFlow, sizeOf, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { PLAIN } from "./units.js";

/** A weight whose first two axes are channels, and of which of them the channels are that come out. */
interface Filters {
  readonly weight: ParameterFlow;
  /** 0 as in `Conv`, 1 as in `ConvTranspose`. */
  readonly outAxis: 0 | 1;
  readonly groups: number;
}

/** `Conv` and `ConvTranspose`: each output channel is a new unit; where every channel has a filter of its own, it stays the same unit. */
export function convolution(
  node: OnnxNode,
  [input = null, weight = null, bias = null]: readonly (Flow | null)[],
  [dims = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (weight?.kind !== "parameters") return [stuck([input, weight], dims, context)];
  const groups = intAttribute(node, "group", 1);
  const filters: Filters = { weight, outAxis: node.opType === "ConvTranspose" ? 1 : 0, groups };
  const given = input?.kind === "units" ? channelUnits(input, context) : null;
  const labels = groups === 1 ? ungrouped(given, filters, context) : grouped(given, filters, context);
  if (bias?.kind === "plain" && labels.length > 1) context.units.pin(labels);
  claimAll(bias, context, (e) => labels[e] ?? PLAIN);
  return [outputs(labels, dims, 1, context)];
}

function ungrouped(given: Int32Array | null, { weight, outAxis }: Filters, context: FlowContext): Int32Array {
  const labels = context.units.fresh(weight.dims[outAxis] ?? 1);
  if (given !== null) claimAxis(weight, 1 - outAxis, given, context);
  claimAxis(weight, outAxis, labels, context);
  return labels;
}

/**
 * Of a group, the channels along the weight's first axis may change places among themselves. Those along its second one must
 * stay, because all groups share its places.
 */
function grouped(given: Int32Array | null, { weight, outAxis, groups }: Filters, context: FlowContext): Int32Array {
  const { units } = context;
  const [first = 1, second = 1] = weight.dims;
  if (given !== null && first === groups && second === 1) {
    claimAxis(weight, 0, given, context);
    return given;
  }
  const labels = units.fresh(outAxis === 0 ? first : second * groups);
  const [moving, staying] = outAxis === 0 ? [labels, given] : [given, labels];
  units.pin(staying ?? []);
  if (moving === null) return labels;
  const each = first / groups;
  for (let g = 0; g < groups; g++) units.mark(moving.subarray(g * each, (g + 1) * each));
  claimAxis(weight, 0, moving, context);
  return labels;
}

/** Says which unit stands at each index along one of the first two axes of a weight. */
function claimAxis(weight: ParameterFlow, axis: number, labels: Int32Array, context: FlowContext): void {
  const stride = sizeOf(weight.dims.slice(axis + 1));
  claimAll(weight, context, (e) => labels[Math.floor(e / stride) % labels.length] ?? PLAIN);
}

/** The unit of each channel of N × C × …; `null` where the channels stay. */
export function channelUnits(flow: UnitFlow, context: FlowContext): Int32Array | null {
  const [images = 1, channels = 1, ...space] = flow.dims;
  const size = sizeOf(space);
  const at = (position: number, c: number) => (Math.floor(position / size) * channels + c) * size + (position % size);
  return contracted(flow, channels, images * size, at, context);
}
