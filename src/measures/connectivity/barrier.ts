/** The highest point of a path above its ends. */
export interface Barrier {
  readonly height: number;
  /** The index of the point; of equally high ones the first. */
  readonly at: number;
}

/** The largest of some heights, and where it is. */
export function highest(heights: readonly number[]): Barrier {
  const height = heights.reduce((most, value) => Math.max(most, value), -Infinity);
  return { height, at: heights.indexOf(height) };
}

/** Throws a RangeError unless a path has at least its two ends, and numbers all along. */
export function checkPath(caller: string, values: readonly number[]): void {
  if (values.length < 2) throw new RangeError(`${caller}: ${values.length} points, expected both ends at least`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${caller}: point ${bad} is ${values[bad]}, expected a finite number`);
}
