import { ranked } from "../../kernels/ranks.js";

/**
 * Area under the receiver operating characteristic: the probability that a positive is above a negative, ties counting half.
 *
 * @returns in [0, 1]; 1: all positives are above all negatives, ½: neither tends to be; NaN where one of the two is empty.
 * @see Hanley & McNeil 1982
 * @example
 * rocAuc([3, 2], [1, 2]); // => 0.875
 */
export function rocAuc(positives: readonly number[], negatives: readonly number[]): number {
  const [p, q] = [positives.length, negatives.length];
  const { ranks } = ranked(Float64Array.from([...positives, ...negatives]));
  const sum = ranks.subarray(0, p).reduce((total, rank) => total + rank, 0);
  return (sum - (p * (p + 1)) / 2) / (p * q);
}
