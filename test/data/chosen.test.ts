import { expect, test } from "vitest";
import { chosen } from "../../src/data/chosen.js";
import type { Dataset } from "../../src/data/dataset.js";
import { sampleHash } from "../../src/data/sample-hash.js";

const ids = Array.from({ length: 8 }, (_, i) => `example ${i}`);
const reads: [number, number][] = [];
const all: Dataset = {
  name: "eight",
  n: 8,
  ids,
  sampleHash: sampleHash(ids),
  labels: Int32Array.from(ids, (_, i) => 10 + i),
  classNames: null,
  classes: null,
  images: { kind: "float32", shape: [2] },
  async read(from, to) {
    reads.push([from, to]);
    return Float32Array.from({ length: 2 * (to - from) }, (_, k) => 2 * from + k);
  },
  close: async () => {},
};

test("gives the examples asked for, with their ids and labels", async () => {
  const some = chosen(all, [1, 2, 5, 7]);
  expect(some).toMatchObject({ n: 4, ids: ["example 1", "example 2", "example 5", "example 7"] });
  expect(some.labels).toEqual(Int32Array.of(11, 12, 15, 17));
  expect(some.sampleHash).toBe(sampleHash(some.ids));
  expect(some.sampleHash).not.toBe(all.sampleHash);
  expect(await some.read(0, 4)).toEqual(Float32Array.of(2, 3, 4, 5, 10, 11, 14, 15));
  expect(await some.read(1, 3)).toEqual(Float32Array.of(4, 5, 10, 11));
});

test("reads neighbours together", async () => {
  reads.length = 0;
  await chosen(all, [0, 1, 2, 4, 6, 7]).read(0, 6);
  expect(reads).toEqual([
    [0, 3],
    [4, 5],
    [6, 8],
  ]);
});

test("keeps bytes bytes", async () => {
  const bytes: Dataset = {
    ...all,
    images: { kind: "uint8", height: 1, width: 1, channels: 1 },
    read: async (from, to) => Uint8Array.from({ length: to - from }, (_, k) => from + k),
  };
  expect(await chosen(bytes, [0, 3]).read(0, 2)).toEqual(Uint8Array.of(0, 3));
});

test("unlabelled data stay unlabelled, and all examples are the data set itself", () => {
  expect(chosen({ ...all, labels: null }, [0, 1]).labels).toBeNull();
  expect(chosen(all, [0, 1, 2, 3, 4, 5, 6, 7])).toBe(all);
});

test.each([
  [[], /no example of eight/],
  [[1, 1], /example 1 of eight/],
  [[2, 1], /example 1 of eight/],
  [[8], /example 8 of eight, expected ascending ones below 8/],
  [[-1], /example -1/],
  [[0.5], /example 0.5/],
])("refuses %j", (indices, message) => {
  expect(() => chosen(all, indices)).toThrow(message);
  expect(() => chosen(all, indices)).toThrow(RangeError);
});

test("refuses to read beyond what was chosen", async () => {
  await expect(chosen(all, [1, 2]).read(0, 3)).rejects.toThrow(RangeError);
});
