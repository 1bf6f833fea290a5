import { createHash } from "node:crypto";
import type { Dataset, StoredImages } from "../data/dataset.js";

/** Examples read at a time. */
const AT_ONCE = 256;

/**
 * A SHA-256 of all that a data set holds: ids, labels, and the images as they are stored.
 *
 * @throws the signal's reason once it is aborted.
 */
export async function datasetHash(dataset: Dataset, signal?: AbortSignal): Promise<string> {
  const { ids, labels, images, classes, classNames } = dataset;
  const hash = createHash("sha256");
  hash.update(JSON.stringify({ ids, labels: labels === null ? null : [...labels], images, classes, classNames }));
  for (let from = 0; from < dataset.n; from += AT_ONCE) {
    signal?.throwIfAborted();
    for (const part of partsOf(await dataset.read(from, Math.min(from + AT_ONCE, dataset.n)))) hash.update(part);
  }
  return hash.digest("hex");
}

function partsOf(stored: StoredImages): readonly Uint8Array[] {
  if (stored instanceof Uint8Array) return [stored];
  if (stored instanceof Float32Array) return [new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength)];
  return stored.flatMap(({ bytes }) => [Buffer.from(`${bytes.length};`), bytes]);
}
