import { type Barrier, checkPath, highest } from "./barrier.js";

/**
 * The error barrier of a path between two networks: the highest error on it, less the mean error of its ends,
 * max E(α) − ½(E_A + E_B).
 *
 * @param errors - shares of wrong predictions along the path, the first and the last being its ends.
 * @returns height in [0, 1]: 0 where no point errs more than the ends, which err alike. The ends count as points, so it
 *   is never below half the difference of their errors.
 * @throws RangeError for fewer than two points or one that is not finite.
 * @see Frankle, Dziugaite, Roy & Carbin 2020
 * @example
 * frankleBarrier([0.125, 0.75, 0.25]); // => { height: 0.5625, at: 1 }
 */
export function frankleBarrier(errors: readonly number[]): Barrier {
  checkPath("frankleBarrier", errors);
  const { height, at } = highest(errors);
  return { height: height - ((errors[0] ?? 0) + (errors.at(-1) ?? 0)) / 2, at };
}
