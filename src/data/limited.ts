import { checkExamples } from "./check-examples.js";
import type { Dataset } from "./dataset.js";
import { sampleHash } from "./sample-hash.js";

/**
 * The first `limit` examples of a data set, all of them where it has no more. Closing it closes the data set.
 *
 * @throws RangeError unless `limit` is a whole number above 0.
 */
export function limited(dataset: Dataset, limit: number): Dataset {
  checkLimit(limit);
  if (limit >= dataset.n) return dataset;
  const ids = dataset.ids.slice(0, limit);
  return {
    ...dataset,
    n: limit,
    ids,
    sampleHash: sampleHash(ids),
    labels: dataset.labels?.slice(0, limit) ?? null,
    async read(from, to) {
      checkExamples(dataset.name, limit, from, to);
      return dataset.read(from, to);
    },
    close: () => dataset.close(),
  };
}

/**
 * @throws RangeError unless `limit` is a whole number above 0.
 */
export function checkLimit(limit: number): void {
  if (Number.isInteger(limit) && limit > 0) return;
  throw new RangeError(`limit: ${limit}; expected a whole number of examples above 0`);
}
