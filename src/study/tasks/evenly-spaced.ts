/**
 * Places spread evenly over n examples: of data sorted by class as many of each.
 *
 * @param most - how many at the most.
 * @returns min(n, most) places, ascending, the first being 0.
 * @example
 * evenlySpaced(10, 4); // => Uint32Array.of(0, 2, 5, 7)
 */
export function evenlySpaced(n: number, most: number): Uint32Array {
  const count = Math.min(n, most);
  return Uint32Array.from({ length: count }, (_, i) => Math.floor((i * n) / count));
}
