import { broadcastStrides, stridedIndices, type UnitFlow } from "./flow.js";
import type { FlowContext } from "./flow-rule.js";
import { PLAIN } from "./units.js";

/**
 * What is the same for all members of a set (a sum, a norm) belongs to the set.
 *
 * @param sets - one an element.
 * @returns the block of each set; `null` where there is but one set, which then has its own mark: what is made of all
 *   units alike moves with none.
 */
export function wholes(sets: readonly Int32Array[], { units }: FlowContext): readonly number[] | null {
  const keys = sets.map((set) => [...new Set(set.map(units.find))].filter((root) => root > 0).sort((a, b) => a - b));
  const distinct = new Set(keys.map((key) => key.join()));
  if (distinct.size > 1) return keys.map((key) => (key.length === 0 ? PLAIN : units.blockOf(key)));
  units.mark(keys[0] ?? []);
  return null;
}

/** The labels along some axes, one list for each position on the others. */
export function setsOf({ dims, labels }: UnitFlow, axes: readonly number[]): readonly Int32Array[] {
  const strides = broadcastStrides(dims, dims.length);
  const kept = dims.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  const gone = dims.map((dim, axis) => (axes.includes(axis) ? dim : 1));
  const inside = stridedIndices(gone, strides, 0);
  return [...stridedIndices(kept, strides, 0)].map((start) => inside.map((place) => labels[start + place] ?? PLAIN));
}

/** Whether each set is of one unit only. */
export function areSingle(sets: readonly Int32Array[], { units }: FlowContext): boolean {
  return sets.every((set) => new Set(set.map(units.find)).size === 1);
}
