/**
 * The median, of an even number of values the mean of the middle two.
 *
 * @throws RangeError for no values.
 * @example
 * median(Float64Array.of(4, 1, 3, 2)); // => 2.5
 */
export function median(values: Float64Array): number {
  if (values.length === 0) throw new RangeError("median: no values, expected at least one");
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
