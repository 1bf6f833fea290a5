/** Bits of a key that are told apart in the second pass; as many are in the first. */
const LOWER_BITS = 16;

/** Adds the first n keys to a histogram of their upper 16 bits. */
export function countUpper(counts: Uint32Array, keys: Uint32Array, n: number): void {
  for (let i = 0; i < n; i++) counts[keys[i]! >>> LOWER_BITS]!++;
}

/** Adds those of the first n keys that begin with the 16 bits `upper` to a histogram of their lower 16 bits. */
export function countLower(counts: Uint32Array, keys: Uint32Array, n: number, upper: number): void {
  for (let i = 0; i < n; i++) {
    const key = keys[i]!;
    if (key >>> LOWER_BITS === upper) counts[key & 0xffff]!++;
  }
}
