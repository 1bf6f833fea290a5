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
 * Which examples of a data set a limit leaves, ascending: all where it has no more; of one whose labels ascend the same
 * number of each class, or one more of classes that are evenly spread, else the first.
 *
 * @throws RangeError unless `limit` is a whole number above 0.
 */
export function limitedRows({ n, labels }: Pick<Dataset, "n" | "labels">, limit: number): readonly number[] {
  checkLimit(limit);
  if (labels !== null && limit < n && ascends(labels)) return balanced(labels, limit);
  return Array.from({ length: Math.min(limit, n) }, (_, i) => i);
}

function ascends(labels: Int32Array): boolean {
  return labels.every((label, i) => label >= (labels[i - 1] ?? 0));
}

/** Examples of sorted labels, the first of each class, as many of one as of another while it has them. */
function balanced(labels: Int32Array, limit: number): readonly number[] {
  const starts = [...labels.keys()].filter((i) => labels[i] !== labels[i - 1]);
  const sizes = starts.map((start, c) => (starts[c + 1] ?? labels.length) - start);
  const taken = sizes.map(() => 0);
  for (let left = limit; left > 0; ) {
    const open = [...sizes.keys()].filter((c) => (taken[c] ?? 0) < (sizes[c] ?? 0));
    const some = left < open.length ? Array.from({ length: left }, (_, i) => spread(open, i, left)) : open;
    for (const c of some) taken[c] = (taken[c] ?? 0) + 1;
    left -= some.length;
  }
  return taken.flatMap((count, c) => Array.from({ length: count }, (_, i) => (starts[c] ?? 0) + i));
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
