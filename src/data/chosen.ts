import { checkExamples } from "./check-examples.js";
import type { Dataset } from "./dataset.js";
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
      const parts: (Uint8Array | Float32Array)[] = [];
      for (const [start, end] of runs(indices.slice(from, to))) parts.push(await dataset.read(start, end));
      return joined(parts, dataset.images.kind);
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

function joined(parts: readonly (Uint8Array | Float32Array)[], kind: "uint8" | "float32"): Uint8Array | Float32Array {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return only;
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const all = kind === "uint8" ? new Uint8Array(size) : new Float32Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
