import { describe, expect, test } from "vitest";
import { checkPermutations } from "../../../../src/onnx/permutation/check-permutations.js";
import type { Permutations } from "../../../../src/onnx/permutation/unit-classes.js";
import { assignedFamily } from "../../../../src/sides/functional/alignment/assigned-family.js";
import { gaussian } from "../../../kernels/matrices.js";
import { close } from "../../../support/close.js";
import { unitNet } from "../../../support/unit-nets.js";

/** Three blocks, two classes of members of them, four and three each. */
function heads() {
  const net = unitNet();
  const head = net.units(3);
  net.units(12, head);
  net.units(9, head);
  return net.classes();
}

function orders(n: number): readonly (readonly number[])[] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

function gainOf(gains: Float64Array, order: ArrayLike<number>, from = 0): number {
  const n = Math.sqrt(gains.length);
  return Array.from(order).reduce((sum, j, i) => sum + (gains[(from + i) * n + j] ?? 0), 0);
}

/** The most that any order of the heads, with the best of all orders within each pair, gains. */
function bruteForce(gains: readonly Float64Array[]): number {
  const best = (c: number, width: number, place: number, block: number) =>
    Math.max(
      ...orders(width).map((order) =>
        gainOf(
          gains[c] ?? new Float64Array(),
          order.map((k) => block * width + k),
          place * width,
        ),
      ),
    );
  return Math.max(
    ...orders(3).map((blocks) =>
      blocks.reduce(
        (sum, block, place) => sum + best(1, 4, place, block) + best(2, 3, place, block),
        gainOf(gains[0] ?? new Float64Array(), blocks),
      ),
    ),
  );
}

describe("assignedFamily", () => {
  test.each([1, 2, 3, 4, 5, 6])("gains the most of all that keep blocks, seed %i", (seed) => {
    const gains = [3, 12, 9].map((n, c) => gaussian(n, n, 10 * seed + c).data);
    const found = assignedFamily(heads(), [0, 1, 2], new Map(gains.entries()));
    const permutations: Permutations = [0, 1, 2].map((c) => found.get(c) ?? new Int32Array());
    checkPermutations("found", heads(), permutations);
    const total = gains.reduce((sum, of, c) => sum + gainOf(of, permutations[c] ?? []), 0);
    close(total, bruteForce(gains), 1e-12);
  });

  test("moves members whose blocks alone gain, and keeps what nothing speaks against", () => {
    const gains = new Map([
      [0, Float64Array.of(0, 5, 0, 5, 0, 0, 0, 0, 5)],
      [1, new Float64Array(144)],
      [2, new Float64Array(81)],
    ]);
    const found = assignedFamily(heads(), [0, 1, 2], gains);
    expect([...(found.get(0) ?? [])]).toEqual([1, 0, 2]);
    expect([...(found.get(1) ?? [])]).toEqual([4, 5, 6, 7, 0, 1, 2, 3, 8, 9, 10, 11]);
    expect([...(found.get(2) ?? [])]).toEqual([3, 4, 5, 0, 1, 2, 6, 7, 8]);
  });

  test("takes blocks of blocks, and members that do not lie side by side", () => {
    const net = unitNet();
    const outer = net.units(2);
    const middle = net.units(4, outer);
    net.units(8, middle);
    const { parameters, classes } = net.classes();
    const mixed = classes.map((of, c) =>
      c === 2 ? { ...of, block: { of: middle, members: Int32Array.of(0, 1, 2, 3, 3, 2, 1, 0) } } : of,
    );
    const gains = new Map([2, 4, 8].map((n, c) => [c, gaussian(n, n, c).data] as const));
    const found = assignedFamily({ parameters, classes: mixed }, [0, 1, 2], gains);
    checkPermutations(
      "found",
      { parameters, classes: mixed },
      [0, 1, 2].map((c) => found.get(c) ?? new Int32Array()),
    );
  });
});
