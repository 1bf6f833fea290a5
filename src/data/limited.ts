import { chosen } from "./chosen.js";
import type { Dataset } from "./dataset.js";

/**
 * So many examples of a data set, those of `limitedRows`. Closing it closes the data set.
 *
 * @throws RangeError unless `limit` is a whole number above 0.
 */
export function limited(dataset: Dataset, limit: number): Dataset {
  return chosen(dataset, limitedRows(dataset, limit));
}

/**
 * Which examples of a data set a limit leaves, ascending: all where it has no more; where labels are known the same number
 * of each class, the first ones of it, or one more of classes that are evenly spread, and what a small class lacks of the
 * others; else the first.
 *
 * @throws RangeError unless `limit` is a whole number above 0.
 */
export function limitedRows({ n, labels }: Pick<Dataset, "n" | "labels">, limit: number): readonly number[] {
  checkLimit(limit);
  if (labels !== null && limit < n) return balanced(labels, limit);
  return Array.from({ length: Math.min(limit, n) }, (_, i) => i);
}

/** The first of each class, as many of one as of another while it has them. */
function balanced(labels: Int32Array, limit: number): readonly number[] {
  const classes = rowsByClass(labels);
  const taken = classes.map(() => 0);
  for (let left = limit; left > 0; ) {
    const open = [...classes.keys()].filter((c) => (taken[c] ?? 0) < (classes[c]?.length ?? 0));
    const some = left < open.length ? Array.from({ length: left }, (_, i) => spread(open, i, left)) : open;
    for (const c of some) taken[c] = (taken[c] ?? 0) + 1;
    left -= some.length;
  }
  return classes.flatMap((rows, c) => rows.slice(0, taken[c])).sort((x, y) => x - y);
}

/** The rows of each class that occurs, classes and rows ascending. */
function rowsByClass(labels: Int32Array): readonly (readonly number[])[] {
  const found = new Map<number, number[]>();
  for (const label of Int32Array.from(labels).sort()) found.set(label, []);
  for (const [row, label] of labels.entries()) found.get(label)?.push(row);
  return [...found.values()];
}

/** The i-th of `count` that lie evenly in a list. */
function spread(list: readonly number[], i: number, count: number): number {
  return list[Math.floor((i * list.length) / count)] ?? 0;
}

/**
 * @throws RangeError unless `limit` is a whole number above 0.
 */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit > 0) return;
  throw new RangeError(`limit: ${limit}; expected a whole number of examples above 0`);
}
