/**
 * 32 bits that look random for every index, the same for the same index and seed: under one seed no two indices below 2^32 have
 * the same.
 *
 * @param seed - an integer in [0, 2^32).
 * @returns an integer in [0, 2^32) for an integer in [0, 2^32).
 * @see Appleby's MurmurHash3, whose finaliser is applied before the seed and after it.
 * @example
 * const mixed = mixer(0);
 * mixed(0) === mixed(1); // => false
 */
export function mixer(seed: number): (index: number) => number {
  const key = finalised(seed + 0x85ebca77);
  return (index) => finalised(finalised(index + 0x9e3779b9) ^ key) >>> 0;
}

/** Every bit that goes in changes every bit that comes out with a chance of about a half; it can be undone. */
function finalised(bits: number): number {
  let h = bits | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
