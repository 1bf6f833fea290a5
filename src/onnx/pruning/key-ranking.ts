import { countLower, countUpper } from "../../kernels/radix-counts.js";

/** Shows keys, some at a time and always the same ones in the same order: of each array the first `count`. */
export type VisitKeys = (see: (keys: Uint32Array, count: number) => void) => void;

/** Where the k smallest keys end: all below `key`, and of those equal to it the first `ties`. */
export interface KeyCut {
  readonly key: number;
  readonly ties: number;
}

/** Keys of 32 bits, ranked. */
export interface KeyRanking {
  /** How many keys begin with each 16 bits. */
  readonly upper: Uint32Array;
  /** The cut that takes the k smallest, 1 ≤ k. */
  cut(k: number): KeyCut;
}

const BINS = 2 ** 16;

/**
 * Ranks keys by counting rather than sorting: one histogram of the upper halves of all, and for each cut one of the lower halves
 * of those that it falls among. Exact, and no key is kept.
 */
export function keyRanking(visit: VisitKeys): KeyRanking {
  const upper = new Uint32Array(BINS);
  visit((keys, count) => countUpper(upper, keys, count));
  const lowerOf = remembered((bin) => {
    const lower = new Uint32Array(BINS);
    visit((keys, count) => countLower(lower, keys, count, bin));
    return lower;
  });
  return {
    upper,
    cut(k) {
      const { bin, rest } = binOfRank(upper, k);
      const { bin: low, rest: ties } = binOfRank(lowerOf(bin), rest);
      return { key: bin * BINS + low, ties };
    },
  };
}

/** The bin that holds the k-th smallest, and which one of the bin it is, from 1. */
function binOfRank(histogram: Uint32Array, k: number): { bin: number; rest: number } {
  let rest = k;
  for (const [bin, count] of histogram.entries()) {
    if (rest <= count) return { bin, rest };
    rest -= count;
  }
  throw new RangeError(`cut: there are ${k - rest} elements, fewer than ${k}`);
}

function remembered<V>(compute: (key: number) => V): (key: number) => V {
  const known = new Map<number, V>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}
