/** Places of a slice by what they may be exchanged with. */
export interface Exchangeable {
  /** The places, those that may be exchanged side by side. */
  readonly order: Int32Array;
  /** Where each group of them begins, and last the number of all. */
  readonly starts: Int32Array;
}

/**
 * Places of a tensor that may be exchanged by exchanges along its axes.
 *
 * @param orbits - for each axis place → a number that exchangeable places share, from 0 up without gaps.
 */
export function exchangeable(orbits: readonly Int32Array[]): Exchangeable {
  let groups = Int32Array.of(0);
  let count = 1;
  for (const of of orbits) {
    const numbers = of.reduce((most, orbit) => Math.max(most, orbit + 1), 0);
    const longer = new Int32Array(groups.length * of.length);
    for (let i = 0, at = 0; i < groups.length; i++)
      for (let j = 0; j < of.length; j++, at++) longer[at] = (groups[i] ?? 0) * numbers + (of[j] ?? 0);
    groups = longer;
    count *= numbers;
  }
  return byGroup(groups, count);
}

function byGroup(groups: Int32Array, count: number): Exchangeable {
  const starts = new Int32Array(count + 1);
  for (const group of groups) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let g = 0; g < count; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(groups.length);
  for (const [place, group] of groups.entries()) {
    const at = next[group] ?? 0;
    order[at] = place;
    next[group] = at + 1;
  }
  return { order, starts };
}

/** In place, a slice with its places by groups, and sorted within each: what stays the same however they are exchanged. */
export function sortWithin(slice: Float32Array, { order, starts }: Exchangeable): void {
  const copy = slice.slice();
  for (let at = 0; at < order.length; at++) slice[at] = copy[order[at] ?? 0] ?? 0;
  for (let g = 0; g + 1 < starts.length; g++) {
    const [first, end] = [starts[g] ?? 0, starts[g + 1] ?? 0];
    if (end - first > 1) slice.subarray(first, end).sort();
  }
}
