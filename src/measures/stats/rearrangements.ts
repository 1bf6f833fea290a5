import { shuffler } from "../../kernels/random.js";
import { DRAWN, MOST_ENUMERATED, type Rearranged } from "./permutation-p.js";

/**
 * All orders of n things in which each stays among the places of its group; where there are more than 100,000 of them,
 * 9,999 drawn ones.
 *
 * @param groups - the group of each thing; all alike for any order at all.
 * @param seed - of what is drawn.
 * @returns for each order the thing at every place.
 * @example
 * [...rearrangements(["a", "b", "a"], 0).all].map((order) => order.join("")); // => ["012", "210"]
 */
export function rearrangements(groups: readonly (string | number)[], seed: number): Rearranged<Uint32Array> {
  const places = [...new Set(groups)].map((group) => groups.flatMap((of, i) => (of === group ? [i] : [])));
  const count = places.reduce((product, { length }) => product * factorial(length), 1);
  if (count <= MOST_ENUMERATED) return { all: enumerated(groups.length, places), count, exhaustive: true };
  return { all: drawn(groups.length, places, seed), count: DRAWN, exhaustive: false };
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

/** Place by place: what the place may hold that no place before it holds. */
function* enumerated(n: number, groups: readonly (readonly number[])[]): Iterable<Uint32Array> {
  const order = new Uint32Array(n);
  const choices = Array.from({ length: n }, (_, i) => groups.find((places) => places.includes(i)) ?? []);
  const used = new Set<number>();
  function* fill(at: number): Iterable<Uint32Array> {
    if (at === n) yield order.slice();
    for (const thing of choices[at] ?? []) {
      if (used.has(thing)) continue;
      used.add(thing);
      order[at] = thing;
      yield* fill(at + 1);
      used.delete(thing);
    }
  }
  yield* fill(0);
}

function* drawn(n: number, groups: readonly (readonly number[])[], seed: number): Iterable<Uint32Array> {
  const next = shuffler(seed);
  for (let k = 0; k < DRAWN; k++) {
    const order = new Uint32Array(n);
    for (const places of groups)
      for (const [at, from] of next(places.length).entries()) order[places[at] ?? 0] = places[from] ?? 0;
    yield order;
  }
}
