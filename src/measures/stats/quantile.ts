/**
 * The quantile of a sample, linearly interpolated between its order statistics (the definition 7 of Hyndman & Fan).
 *
 * @param p - in [0, 1].
 * @throws RangeError where the sample is empty or `p` out of range.
 * @example
 * quantile(Float64Array.of(4, 1, 3), 0.25); // => 2
 */
export function quantile(sample: Float64Array, p: number): number {
  const sorted = sample.slice().sort();
  const position = p * (sorted.length - 1);
  const low = sorted[Math.floor(position)];
  const high = sorted[Math.ceil(position)];
  if (!(p >= 0 && p <= 1) || low === undefined || high === undefined) {
    throw new RangeError(`quantile: p is ${p} of ${sample.length} values, expected 0 to 1 of at least one`);
  }
  return low + (high - low) * (position - Math.floor(position));
}
