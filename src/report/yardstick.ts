import { SIDES, type Side, type TriangleEntry } from "./sentences.js";

/** What another pair scores, to hold a triangle against: two seeds of one network, say. */
export interface Yardstick {
  /** What the other pair is, such as "two seeds of one network". */
  readonly label: string;
  readonly data: readonly TriangleEntry[];
}

/**
 * What the yardstick scores on a side of the same data set; null where it has no value there, or one of another kind.
 *
 * @param entry - the results that are held against it.
 */
export function yardstickScore(yardstick: Yardstick | null, entry: TriangleEntry, side: Side): number | null {
  const same = yardstick?.data.find(({ name, role }) => name === entry.name && role === entry.role);
  if (same === undefined || same.vertices[side].kind !== entry.vertices[side].kind) return null;
  return same.vertices[side].score;
}

/** Whether anything of the yardstick can be drawn beside these results. */
export function isComparable(yardstick: Yardstick, data: readonly TriangleEntry[]): boolean {
  return data.some((entry) => SIDES.some((side) => yardstickScore(yardstick, entry, side) !== null));
}
