import { expect, test } from "vitest";
import { countLower, countUpper } from "../../src/kernels/radix-counts.js";

const KEYS = Uint32Array.of(0, 0x0001_0002, 0x0001_ffff, 0xffff_0002, 0x0001_0002, 0x0001_0002);

test("upper halves are counted, of the first n keys", () => {
  const counts = new Uint32Array(2 ** 16);
  countUpper(counts, KEYS, 5);
  expect([counts[0], counts[1], counts[0xffff], counts.reduce((sum, count) => sum + count, 0)]).toEqual([1, 3, 1, 5]);
});

test("lower halves are counted of those that begin alike", () => {
  const counts = new Uint32Array(2 ** 16);
  countLower(counts, KEYS, 5, 1);
  expect([counts[2], counts[0xffff], counts.reduce((sum, count) => sum + count, 0)]).toEqual([2, 1, 3]);
});
