/** The distribution of many numbers. */
export interface ValueMoments {
  readonly mean: number;
  /** Of the numbers themselves, not estimated of a population. */
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Gathers the mean, standard deviation and range of numbers that come in parts, each part about its own mean, in float64.
 *
 * @see Chan, Golub & LeVeque 1983
 * @example
 * const moments = valueMoments();
 * moments.add(Float32Array.of(1, 2));
 * moments.add(Float32Array.of(6));
 * moments.sofar().mean; // => 3
 */
export function valueMoments() {
  let [n, mean, squares, min, max] = [0, 0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return {
    add(values: Float32Array): void {
      if (values.length === 0) return;
      let sum = 0;
      for (const value of values) {
        sum += value;
        if (value < min) min = value;
        if (value > max) max = value;
      }
      const own = sum / values.length;
      let about = 0;
      for (const value of values) about += (value - own) ** 2;
      const all = n + values.length;
      squares += about + ((own - mean) ** 2 * n * values.length) / all;
      mean += ((own - mean) * values.length) / all;
      n = all;
    },
    /** @throws RangeError before the first number. */
    sofar(): ValueMoments {
      if (n === 0) throw new RangeError("valueMoments: there are no numbers");
      return { mean, sd: Math.sqrt(squares / n), min, max };
    },
  };
}
