import { total } from "../../kernels/mean.js";
import { shuffler } from "../../kernels/random.js";
import { DRAWN, MOST_ENUMERATED, type Rearranged } from "./permutation-p.js";

/**
 * All ways to divide n things into groups of the given sizes, regardless of the groups' names; where there are more than
 * 100,000 of them, 9,999 drawn ones.
 *
 * @param sizes - of the groups, n in all.
 * @param seed - of what is drawn.
 * @returns for each way the group of every thing, from 0 and in the sizes' order.
 * @example
 * partitions([4, 4, 3], 0).count; // => 5775
 * [...partitions([1, 2], 0).all].map((groups) => groups.join("")); // => ["011", "101", "110"]
 */
export function partitions(sizes: readonly number[], seed: number): Rearranged<Uint32Array> {
  const count = partitionCount(sizes);
  if (count <= MOST_ENUMERATED) return { all: enumerated(sizes), count, exhaustive: true };
  return { all: drawn(sizes, seed), count: DRAWN, exhaustive: false };
}

/** n!/Π(n_g!), over the factorials of how many groups are of one size; Infinity where float64 ends. */
function partitionCount(sizes: readonly number[]): number {
  let [count, places] = [1, 0];
  const seen = new Map<number, number>();
  for (const size of sizes) {
    for (let k = 1; k <= size; k++) count *= ++places / k;
    const alike = (seen.get(size) ?? 0) + 1;
    seen.set(size, alike);
    count /= alike;
  }
  return Math.round(count);
}

/** Each thing in turn joins a group with room left; of empty groups of one size the first, since names do not count. */
function* enumerated(sizes: readonly number[]): Iterable<Uint32Array> {
  const n = total(sizes);
  const groups = new Uint32Array(n);
  const room = [...sizes];
  const open = (g: number) =>
    room[g] !== 0 &&
    (room[g] !== sizes[g] || sizes.findIndex((size, h) => size === sizes[g] && room[h] === size) === g);
  function* place(at: number): Iterable<Uint32Array> {
    if (at === n) yield groups.slice();
    else
      for (const [g, left] of room.entries()) {
        if (!open(g)) continue;
        room[g] = left - 1;
        groups[at] = g;
        yield* place(at + 1);
        room[g] = left;
      }
  }
  yield* place(0);
}

function* drawn(sizes: readonly number[], seed: number): Iterable<Uint32Array> {
  const groups = Uint32Array.from(sizes.flatMap((size, g) => new Array<number>(size).fill(g)));
  const next = shuffler(seed);
  for (let k = 0; k < DRAWN; k++) yield next(groups.length).map((i) => groups[i] ?? 0);
}
