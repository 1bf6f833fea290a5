import { TrisimError } from "../../errors.js";
import { inputDependent } from "../graph.js";
import type { OnnxNode } from "../model.js";
import { nodeText } from "../origins.js";
import { spread, stuck } from "./contraction.js";
import { type Flow, type ParameterFlow, plain, sizeOf } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { moved } from "./moved.js";
import { axisOf, settingOf } from "./settings.js";
import { varyingAxes } from "./varying-axes.js";

/** `Gather`: elements at known places, or at places that the input chooses. */
export function gather(
  node: OnnxNode,
  [input = null]: readonly (Flow | null)[],
  [to = []]: readonly (readonly number[])[],
  context: FlowContext,
): readonly Flow[] {
  if (input === null || input.kind === "plain") return [plain(to)];
  const axis = axisOf(node, 0, input.dims.length);
  const dim = input.dims[axis] ?? 1;
  if (!inputDependent(context.model).has(node.inputs[1] ?? "")) {
    const chosen = known(settingOf(context, node, 1), node).map((i) => (i < 0 ? i + dim : i));
    return [moved(input, gathered(input.dims, axis, chosen), to)];
  }
  if (input.kind === "parameters") return [embedded(input, axis, to, context)];
  if (varyingAxes(input, context).includes(axis)) return [stuck([input], to, context)];
  // Whichever is chosen, its units are those of the first.
  const count = sizeOf(to) / (sizeOf(input.dims) / dim);
  return [moved(input, gathered(input.dims, axis, new Array<number>(count).fill(0)), to)];
}

/** A row of a table for each token: new units along it. Of anything else that the input chooses from, everything stays. */
function embedded(table: ParameterFlow, axis: number, to: readonly number[], context: FlowContext): Flow {
  const [, width = 1] = table.dims;
  if (table.dims.length !== 2 || axis !== 0) return plain(to);
  const labels = context.units.fresh(width);
  context.claims.claim(table, spread(labels, table.dims, 1).labels);
  return spread(labels, to, to.length - 1);
}

function gathered(from: readonly number[], axis: number, chosen: readonly number[]): Int32Array {
  const dim = from[axis] ?? 1;
  const inner = sizeOf(from.slice(axis + 1));
  const span = chosen.length * inner;
  const places = new Int32Array((sizeOf(from) / dim / inner) * span);
  return places.map((_, e) => {
    const [outer, rest] = [Math.floor(e / span), e % span];
    return (outer * dim + (chosen[Math.floor(rest / inner)] ?? 0)) * inner + (rest % inner);
  });
}

function known(indices: readonly number[] | null, node: OnnxNode): readonly number[] {
  if (indices !== null) return indices;
  const what = `${nodeText(node)}: its indices are not known, so its units cannot be followed`;
  throw new TrisimError("unsupported", what);
}
