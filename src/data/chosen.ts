import { checkExamples } from "./check-examples.js";
import type { Dataset, EncodedImage, StoredImages } from "./dataset.js";
import { sampleHash } from "./sample-hash.js";

/**
 * Some examples of a data set, in its order. Closing it closes the data set.
 *
 * @param indices - ascending, each once.
 * @throws RangeError where there are none, they do not ascend, or the data set has no such example.
 */
export function chosen(dataset: Dataset, indices: readonly number[]): Dataset {
  check(dataset, indices);
  if (indices.length === dataset.n) return dataset;
  const ids = indices.map((index) => dataset.ids[index] ?? "");
  return {
    ...dataset,
    n: indices.length,
    ids,
    sampleHash: sampleHash(ids),
    labels: dataset.labels === null ? null : Int32Array.from(indices, (index) => dataset.labels?.[index] ?? 0),
    async read(from, to) {
      checkExamples(dataset.name, indices.length, from, to);
      const parts: StoredImages[] = [];
      for (const [start, end] of runs(indices.slice(from, to))) parts.push(await dataset.read(start, end));
      return joined(parts);
    },
    close: () => dataset.close(),
  };
}

function check({ name, n }: Dataset, indices: readonly number[]): void {
  if (indices.length === 0) throw new RangeError(`chosen: no example of ${name}`);
  const bad = indices.find((index, i) => !Number.isInteger(index) || index >= n || index <= (indices[i - 1] ?? -1));
  if (bad !== undefined) throw new RangeError(`chosen: example ${bad} of ${name}, expected ascending ones below ${n}`);
}

/** Neighbours are read together: [first, after the last] of each run. */
function runs(indices: readonly number[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const index of indices) {
    const last = found.at(-1);
    if (last?.[1] === index) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
}

function joined(parts: readonly StoredImages[]): StoredImages {
  const [first, ...more] = parts;
  if (first === undefined) return [];
  if (more.length === 0) return first;
  if (first instanceof Uint8Array) return filled(new Uint8Array(total(parts)), parts as readonly Uint8Array[]);
  if (first instanceof Float32Array) return filled(new Float32Array(total(parts)), parts as readonly Float32Array[]);
  return (parts as readonly (readonly EncodedImage[])[]).flat();
}

function total(parts: readonly StoredImages[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function filled<T extends Uint8Array | Float32Array>(all: T, parts: readonly T[]): T {
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
