import { total } from "../../kernels/mean.js";
import type { Neighbourhood } from "./neighbourhood.js";

/**
 * How many of each example's k neighbours are the same in both, in all, with the examples of y in another order: example
 * i of x is paired with `order[i]` of y.
 *
 * @param order - absent for the examples as they are.
 */
export function overlap(x: Neighbourhood, y: Neighbourhood, order?: Uint32Array): number {
  const marks = new Uint32Array(x.n);
  let common = 0;
  for (let i = 0; i < x.n; i++) {
    const there = (order?.[i] ?? i) * y.length;
    // Marked with the example's number, so that no mark has to be taken off.
    for (let c = 0; c < y.k; c++) marks[y.lists[there + c] ?? 0] = i + 1;
    for (let c = 0; c < x.k; c++) {
      const j = x.lists[i * x.length + c] ?? 0;
      if (marks[order?.[j] ?? j] === i + 1) common++;
    }
  }
  return common;
}

/**
 * The mean overlap without each of n examples in turn, exactly: where one is missing from a list, the next nearest takes
 * its place.
 */
export function overlapWithout(x: Neighbourhood, y: Neighbourhood): Float64Array {
  const { n, k } = x;
  const own = new Float64Array(n);
  const changes = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const [a, b] = [listOf(x, i), listOf(y, i)];
    const before = commonWithout(a, b, k, -1);
    own[i] = before;
    for (const missing of new Set([...a.subarray(0, k), ...b.subarray(0, k)])) {
      changes[missing] = (changes[missing] ?? 0) + commonWithout(a, b, k, missing) - before;
    }
  }
  const all = total(own);
  return own.map((value, i) => (all - value + (changes[i] ?? 0)) / ((n - 1) * k));
}

function listOf({ lists, length }: Neighbourhood, i: number): Uint32Array {
  return lists.subarray(i * length, (i + 1) * length);
}

function commonWithout(a: Uint32Array, b: Uint32Array, k: number, missing: number): number {
  const [left, right] = [a, b].map((list) => list.filter((j) => j !== missing).subarray(0, k));
  const others = new Set(right);
  return left?.reduce((count, j) => count + Number(others.has(j)), 0) ?? 0;
}
