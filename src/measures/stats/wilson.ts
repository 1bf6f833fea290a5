import { normalQuantile } from "./normal.js";

const Z = normalQuantile(0.975);

/**
 * Wilson's 95 % interval of a proportion, from `successes` among `n` independent trials.
 *
 * @returns [lower, upper], within [0, 1]: lower is exactly 0 where nothing succeeds, upper exactly 1 where all does.
 * @throws RangeError where `n` is not a positive integer or `successes` not an integer in 0…n.
 * @see Wilson 1927
 * @example
 * const [low, high] = wilson(0, 10);
 * low; // => 0
 * high; // => 0.2775327998628892
 */
export function wilson(successes: number, n: number): readonly [number, number] {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`wilson: n is ${n}, expected a positive integer`);
  if (!Number.isInteger(successes) || successes < 0 || successes > n) {
    throw new RangeError(`wilson: successes is ${successes}, expected an integer in 0…${n}`);
  }
  return [lowerEnd(successes, n), 1 - lowerEnd(n - successes, n)];
}

/**
 * Wilson's 95 % interval of the mean of n values between 0 and 1, from their sum: the interval of as large a share of
 * successes. Such values spread at most as much as zeros and ones of the same mean, so it is conservative.
 *
 * @param sum - from 0 to n.
 * @returns [lower, upper], within [0, 1].
 * @throws RangeError where `n` is not a positive integer or `sum` not in 0…n.
 * @example
 * wilsonOfMean(2, 10)[1] === wilson(2, 10)[1]; // => true
 * wilsonOfMean(0.5, 10)[1]; // => 0.3445372183069225
 */
export function wilsonOfMean(sum: number, n: number): readonly [number, number] {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`wilsonOfMean: n is ${n}, expected a positive integer`);
  if (!(sum >= 0 && sum <= n)) throw new RangeError(`wilsonOfMean: the sum is ${sum}, expected a number in 0…${n}`);
  return [lowerEnd(sum, n), 1 - lowerEnd(n - sum, n)];
}

/** The smaller root of (p̂ − p)² = Z²·p(1 − p)/n, written without a difference. */
function lowerEnd(successes: number, n: number): number {
  const spread = Z * Math.sqrt(Z * Z + (4 * successes * (n - successes)) / n);
  return (2 * successes * successes) / (n * (2 * successes + Z * Z + spread));
}
