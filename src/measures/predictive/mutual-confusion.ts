import { checkPair } from "./check.js";
import { type Cell, confusion } from "./confusion.js";
import type { Predictions } from "./predictions.js";

/** What one model calls what the other calls something else. */
export interface MutualConfusion {
  readonly n: number;
  /** Examples to which both give the same class. */
  readonly same: number;
  /** `[i][j]`: examples that a gives class i and b class j; `null` for more than `CELLS` classes. */
  readonly counts: readonly (readonly number[])[] | null;
  /** The cells off the diagonal with most examples, at most `FREQUENT`, the most frequent first; ties by class. */
  readonly frequent: readonly Cell[];
}

/** Most classes of which all cells are listed. */
export const CELLS = 100;
const FREQUENT = 200;

/**
 * The confusion of two models with each other.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @throws RangeError where the numbers of examples or classes differ, or there is no example.
 * @example
 * const a = predictions({ rows: 3, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1) });
 * const b = predictions({ rows: 3, columns: 2, data: Float64Array.of(1, 0, 0, 1, 0, 1) });
 * mutualConfusion(a, b).counts; // => [[1, 1], [0, 1]]
 * mutualConfusion(a, b).frequent; // => [{ a: 0, b: 1, count: 1 }]
 */
export function mutualConfusion(a: Predictions, b: Predictions): MutualConfusion {
  checkPair("mutualConfusion", a, b);
  const classes = a.logits.columns;
  const { n, same, cells } = confusion(a.classes, b.classes, classes);
  const frequent = cells
    .filter((cell) => cell.a !== cell.b)
    .sort((x, y) => y.count - x.count || x.a - y.a || x.b - y.b)
    .slice(0, FREQUENT);
  return { n, same, counts: classes > CELLS ? null : table(cells, classes), frequent };
}

function table(cells: readonly Cell[], classes: number): readonly (readonly number[])[] {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const { a, b, count } of cells) (counts[a] as number[])[b] = count;
  return counts;
}
