/**
 * A parameter at a scale at which its similarity counts as much as another one's of its size: matrices (two dimensions or more)
 * divided by their root mean square, vectors less their mean and divided by their standard deviation.
 *
 * @param to - memory for the result, which may be that of the values.
 * @returns a copy unless memory is given; zeros where there is no spread.
 * @throws RangeError for a value that is not finite.
 */
export function normalised(
  what: string,
  values: Float32Array,
  rank: number,
  to: Float32Array = new Float32Array(values.length),
): Float32Array {
  const n = Math.max(values.length, 1);
  const mean = rank >= 2 ? 0 : sumOf(values, (value) => value) / n;
  const deviation = Math.sqrt(sumOf(values, (value) => (value - mean) ** 2) / n);
  if (!Number.isFinite(deviation)) {
    const at = values.findIndex((value) => !Number.isFinite(value));
    throw new RangeError(`${what}: element ${at} is ${values[at]}, expected a finite number`);
  }
  // What rounding leaves of a constant is no spread.
  if (deviation <= 1e-12 * Math.abs(mean)) return to.fill(0);
  // By index: an iterator makes an array for each value.
  for (let i = 0; i < values.length; i++) to[i] = ((values[i] ?? 0) - mean) / deviation;
  return to;
}

function sumOf(values: Float32Array, term: (value: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += term(values[i] ?? 0);
  return sum;
}
