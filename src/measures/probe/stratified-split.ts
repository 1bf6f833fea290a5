import { shuffler } from "../../kernels/random.js";

/** Examples in two parts, each ascending. */
export interface Split {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
}

/**
 * Splits n examples at random into two parts with the same share of every class, as nearly as whole examples allow.
 *
 * A class whose share is no whole number gives the rest to the first part as often as makes the parts' sizes right; of two
 * or more examples each part gets one at least; a single one goes to the first part.
 *
 * @param labels - n whole numbers, the classes.
 * @param share - of the second part, between 0 and 1.
 * @param seed - of the order in which the examples of a class are taken.
 * @example
 * const { first, second } = stratifiedSplit(Int32Array.of(0, 0, 1, 1, 1, 1), 0.5, 0);
 * [first.length, second.length]; // => [3, 3]
 */
export function stratifiedSplit(labels: Int32Array, share: number, seed: number): Split {
  const shuffle = shuffler(seed);
  const second: number[] = [];
  let [seen, wanted] = [0, 0];
  for (const [, members] of [...membersOf(labels)].sort(([x], [y]) => x - y)) {
    seen += members.length;
    const due = Math.round(share * seen) - wanted;
    const count = Math.max(Math.min(1, members.length - 1), Math.min(members.length - 1, due));
    wanted += count;
    for (const at of shuffle(members.length).subarray(0, count)) second.push(members[at] ?? 0);
  }
  const chosen = new Set(second);
  const all = Uint32Array.from(labels, (_, i) => i);
  return { first: all.filter((i) => !chosen.has(i)), second: all.filter((i) => chosen.has(i)) };
}

/** Class → its examples, ascending. */
function membersOf(labels: Int32Array): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const [i, label] of labels.entries()) {
    const known = members.get(label);
    if (known === undefined) members.set(label, [i]);
    else known.push(i);
  }
  return members;
}
