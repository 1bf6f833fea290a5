import { sizeOf, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";

/** The axes along which neighbours belong to different units. */
export function varyingAxes({ dims, labels }: UnitFlow, { units }: FlowContext): readonly number[] {
  const roots = labels.map(units.find);
  return dims.flatMap((dim, axis) => (dim > 1 && varies(roots, dims, axis) ? [axis] : []));
}

function varies(roots: Int32Array, dims: readonly number[], axis: number): boolean {
  const stride = sizeOf(dims.slice(axis + 1));
  const span = stride * (dims[axis] ?? 1);
  return roots.some((root, e) => e % span >= stride && root !== roots[e - stride]);
}
