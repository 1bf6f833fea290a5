import type { Permutations, UnitClasses } from "./unit-classes.js";

/** For each axis of a parameter, place → the place it takes; `null` for an axis along which nothing moves. */
export type AxisSources = readonly (Int32Array | null)[];

/**
 * How permutations of units move the places of each parameter.
 *
 * @param only - the parameters wanted, by their indices: of others nothing is said to move. All of them unless given.
 * @returns for each parameter its axes.
 */
export function axisSources(
  { parameters, classes }: UnitClasses,
  permutations: Permutations,
  only?: ReadonlySet<number>,
): readonly AxisSources[] {
  const sources = parameters.map(({ dims }): (Int32Array | null)[] => dims.map(() => null));
  for (const [c, { sites }] of classes.entries()) {
    const order = permutations[c];
    const wanted = sites.filter(({ parameter }) => only?.has(parameter) ?? true);
    if (order === undefined || wanted.length === 0 || order.every((unit, i) => unit === i)) continue;
    for (const { parameter, axis, places, indices } of wanted) {
      const axes = sources[parameter] ?? [];
      const source = axes[axis] ?? Int32Array.from({ length: parameters[parameter]?.dims[axis] ?? 0 }, (_, i) => i);
      axes[axis] = source;
      moveUnits(source, indices, places, order);
    }
  }
  return sources;
}

/** In place: each place of a unit takes the same place of the other one. */
function moveUnits(source: Int32Array, indices: Int32Array, places: number, order: Int32Array): void {
  // By index: an iterator makes an array for each unit.
  for (let i = 0; i < order.length; i++) {
    const unit = order[i] ?? 0;
    for (let k = 0; k < places; k++) source[indices[i * places + k] ?? 0] = indices[unit * places + k] ?? 0;
  }
}
