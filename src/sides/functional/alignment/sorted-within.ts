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

/** The same in parts of so many places at most, as far as that leaves the groups whole. */
export function partsOf({ order, starts }: Exchangeable, most: number): readonly Exchangeable[] {
  const parts: Exchangeable[] = [];
  for (let first = 0, g = 1; g < starts.length; g++) {
    const begin = starts[first] ?? 0;
    if ((starts[g + 1] ?? Infinity) - begin <= most) continue;
    parts.push({
      order: order.subarray(begin, starts[g]),
      starts: starts.subarray(first, g + 1).map((start) => start - begin),
    });
    first = g;
  }
  return parts;
}

/**
 * What lies at places of a slice, by groups and sorted within each: what stays the same however they are exchanged.
 *
 * @param base - where the slice begins among the values.
 * @param offsets - from there, where each of its places lies.
 * @param to - as long as there are places.
 */
export function writeSorted(
  values: Float32Array,
  base: number,
  offsets: Float64Array,
  { order, starts }: Exchangeable,
  to: Float32Array,
): void {
  for (let at = 0; at < order.length; at++) to[at] = values[base + (offsets[order[at] ?? 0] ?? 0)] ?? 0;
  for (let g = 0; g + 1 < starts.length; g++) {
    const [first, end] = [starts[g] ?? 0, starts[g + 1] ?? 0];
    if (end - first > 1) to.subarray(first, end).sort();
  }
}
