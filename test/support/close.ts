import { expect } from "vitest";

/**
 * Fails unless a number is as expected, up to a relative error.
 *
 * @param relative - of |expected|; where 0 is expected, the largest |actual|.
 */
export function close(actual: number, expected: number, relative: number): void {
  const error = Math.abs(actual - expected);
  if (actual === expected || (error <= relative * (Math.abs(expected) || 1) && error < Infinity)) return;
  expect.fail(`${actual} is not ${expected} up to ${relative}: off by ${error}`);
}

/** The same of each entry, relative to the largest one expected: for vectors and matrices of one scale. */
export function closeAll(actual: ArrayLike<number>, expected: ArrayLike<number>, relative: number): void {
  expect(actual.length).toBe(expected.length);
  const largest = Array.from(expected).reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  for (const [i, value] of Array.from(actual).entries()) {
    const error = Math.abs(value - Number(expected[i]));
    if (!(error <= relative * largest && error < Infinity))
      expect.fail(`entry ${i} is ${value}, not ${expected[i]}: off by ${error}`);
  }
}

/** The largest difference between two lists of numbers of one length. */
export function largestGap(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < actual.length; i++)
    largest = Math.max(largest, Math.abs((actual[i] ?? NaN) - (expected[i] ?? NaN)));
  return largest;
}
