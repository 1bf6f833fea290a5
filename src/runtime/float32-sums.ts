/** Σ v², in float64. */
export function squares(values: Float32Array): number {
  let total = 0;
  for (const value of values) total += value * value;
  return total;
}

/** Adds so many values to sums, from a place of each on. */
export function add(sums: Float64Array, to: number, values: Float32Array, from: number, count: number): void {
  for (let k = 0; k < count; k++) sums[to + k] = (sums[to + k] ?? 0) + (values[from + k] ?? 0);
}
