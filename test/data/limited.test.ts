import { describe, expect, test } from "vitest";
import type { Dataset } from "../../src/data/dataset.js";
import { limited } from "../../src/data/limited.js";
import { sampleHash } from "../../src/data/sample-hash.js";

let closed = 0;
const dataset: Dataset = {
  name: "npy:x.npy",
  n: 3,
  ids: ["0", "1", "2"],
  sampleHash: sampleHash(["0", "1", "2"]),
  labels: Int32Array.of(5, 6, 7),
  classNames: null,
  classes: null,
  images: { kind: "float32", shape: [1] },
  read: async (from, to) => Float32Array.of(10, 11, 12).slice(from, to),
  close: async () => {
    closed++;
  },
};

function withLabels(labels: readonly number[]): Dataset {
  return { ...dataset, n: labels.length, ids: labels.map((_, i) => String(i)), labels: Int32Array.from(labels) };
}

describe("limited", () => {
  test("gives so many examples: their number, ids, fingerprint and labels", () => {
    const two = limited(dataset, 2);
    expect([two.n, two.ids, two.sampleHash]).toEqual([2, ["0", "1"], sampleHash(["0", "1"])]);
    expect(two.labels).toEqual(Int32Array.of(5, 6));
    expect([two.name, two.images]).toEqual([dataset.name, dataset.images]);
  });

  test("reads the same examples and no other, and none beyond the limit", async () => {
    const seen: number[] = [];
    const read: Dataset["read"] = (from, to) => {
      for (let i = from; i < to; i++) seen.push(i);
      return dataset.read(from, to);
    };
    const two = limited({ ...dataset, read, labels: Int32Array.of(5, 5, 0) }, 2);
    expect(await two.read(0, 2)).toEqual(Float32Array.of(10, 12));
    expect(seen).toEqual([0, 2]);
    await expect(two.read(0, 3)).rejects.toThrow(
      new RangeError("read: [0, 3) does not lie in the 2 examples of npy:x.npy"),
    );
  });

  test("of sorted labels takes as many of each class, and the first of it", () => {
    const sorted = withLabels([0, 0, 0, 1, 1, 1, 1, 4, 4, 7]);
    const taken = (limit: number) => limited(sorted, limit).ids.map(Number);
    expect(taken(4)).toEqual([0, 3, 7, 9]);
    expect(taken(1)).toEqual([0]);
    expect(taken(2)).toEqual([0, 7]);
    expect(taken(3)).toEqual([0, 3, 7]);
    // One more of classes that have one more, evenly spread among these.
    expect(taken(6)).toEqual([0, 1, 3, 4, 7, 9]);
    expect(taken(9)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9]);
    for (let limit = 1; limit < 10; limit++) expect(taken(limit)).toHaveLength(limit);
  });

  test("of labels in any order too, and keeps that order", () => {
    const mixed = withLabels([3, 0, 0, 3, 3, 1, 0, 3, 1, 3]);
    const taken = (limit: number) => limited(mixed, limit).ids.map(Number);
    expect(taken(3)).toEqual([0, 1, 5]);
    expect(taken(6)).toEqual([0, 1, 2, 3, 5, 8]);
    // The two that class 1 lacks of its three go to the others.
    expect(taken(9)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    for (const limit of [4, 5, 7, 8]) {
      expect(taken(limit)).toEqual(taken(limit).toSorted((x, y) => x - y));
      expect(new Set(taken(limit)).size).toBe(limit);
    }
  });

  test("gives each class ⌊N/C⌋ or ⌈N/C⌉ examples while it has so many", () => {
    const many = withLabels(Array.from({ length: 300 }, (_, i) => (i * i + 3 * i) % 7));
    const classes = new Set(many.labels).size;
    for (let limit = 1; limit <= 100; limit++) {
      const counts = new Map<number, number>();
      for (const label of limited(many, limit).labels ?? []) counts.set(label, (counts.get(label) ?? 0) + 1);
      const [fewest, most] = [Math.floor(limit / classes), Math.ceil(limit / classes)];
      expect([...counts.values()].every((count) => count === fewest || count === most)).toBe(true);
      expect(counts.size).toBe(Math.min(limit, classes));
    }
  });

  test("without labels gives the first, and stays without", () => {
    const two = limited({ ...dataset, labels: null }, 2);
    expect([two.ids, two.labels]).toEqual([["0", "1"], null]);
  });

  test("a limit of n or more changes nothing", () => {
    expect(limited(dataset, 3)).toBe(dataset);
    expect(limited(dataset, 100)).toBe(dataset);
  });

  test("closing it closes the data set", async () => {
    closed = 0;
    await limited(dataset, 1).close();
    expect(closed).toBe(1);
  });

  test.each([0, -1, 1.5, Number.NaN])("a limit of %d is a RangeError", (limit) => {
    expect(() => limited(dataset, limit)).toThrow(
      new RangeError(`limit: ${limit}; expected a whole number of examples above 0`),
    );
  });
});
