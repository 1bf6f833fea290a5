/** Σ x_i; 0 of none. */
export function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** Σ x_i / n; NaN of none. */
export function mean(values: ArrayLike<number>): number {
  return total(values) / values.length;
}
