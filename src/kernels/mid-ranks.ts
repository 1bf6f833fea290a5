/** Values nearer to their neighbour than this are tied: rounding alone parts what is equal by definition. */
const TIE = 1e-12;

/**
 * The rank of each value from 1 on, tied ones sharing the mean of their ranks. A run of values, each within 1e-12 of the
 * next, is tied.
 *
 * @example
 * midRanks(Float64Array.of(0.5, 0.1, 0.5)); // => Float64Array.of(2.5, 1, 2.5)
 */
export function midRanks(values: Float64Array): Float64Array {
  const sorted = values.slice().sort();
  const ranks = new Float64Array(sorted.length);
  for (let first = 0; first < sorted.length; ) {
    let last = first;
    while (last + 1 < sorted.length && sorted[last + 1]! - sorted[last]! <= TIE) last++;
    ranks.fill(1 + (first + last) / 2, first, last + 1);
    first = last + 1;
  }
  return values.map((value) => ranks[firstAtLeast(sorted, value)]!);
}

/** The first place of a sorted sample whose value is no smaller. */
function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
