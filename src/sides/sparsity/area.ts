import type { Jackknifed } from "../../measures/stats/jackknife.js";

/**
 * The area under a curve over sparsity levels, by trapezoids.
 *
 * @param levels - ascending.
 * @param values - one a level.
 * @throws RangeError for fewer than two levels, or another number of values.
 * @example
 * area([0, 0.5, 1], [1, 1, 0]); // => 0.75
 */
export function area(levels: readonly number[], values: readonly number[]): number {
  if (levels.length < 2 || values.length !== levels.length)
    throw new RangeError(`area: ${values.length} values at ${levels.length} levels, expected as many and at least 2`);
  let sum = 0;
  for (let k = 1; k < levels.length; k++)
    sum += (((levels[k] ?? 0) - (levels[k - 1] ?? 0)) * ((values[k] ?? 0) + (values[k - 1] ?? 0))) / 2;
  return sum;
}

/** The same of values that are known without each example too. */
export function jackknifedArea(levels: readonly number[], values: readonly Jackknifed[]): Jackknifed {
  return jackknifedBy(values, (of) => area(levels, of));
}

/** A function of the values at all levels, and the same without each example: the levels stay as they are, in their order. */
export function jackknifedBy(values: readonly Jackknifed[], statistic: (of: readonly number[]) => number): Jackknifed {
  const [first] = values;
  if (first === undefined) throw new RangeError("jackknifedBy: there are no values");
  return {
    score: statistic(values.map(({ score }) => score)),
    leaveOneOut: first.leaveOneOut.map((_, i) =>
      statistic(values.map(({ leaveOneOut }) => leaveOneOut[i] ?? Number.NaN)),
    ),
  };
}
