import { describe, expect, test } from "vitest";
import { permutation } from "../../../src/kernels/random.js";
import { cosinesOf, neighbourhood } from "../../../src/measures/neighbours/neighbourhood.js";
import { overlap, overlapWithout } from "../../../src/measures/neighbours/overlap.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { reordered, without } from "../ucentred/brute-force.js";

type Representation = ReturnType<typeof gaussian>;

const near = (x: Representation, k: number) => {
  const { cosines } = cosinesOf(x, k);
  return cosines === null ? expect.fail("no cosines") : neighbourhood(cosines, k);
};
const noise = gaussian(20, 3, 2);
const x = gaussian(20, 3, 1);
const y = build(20, 3, (i, j) => at(x, i, j) + at(noise, i, j));

describe("the overlap of neighbours", () => {
  test("in another order is that of the reordered representation", () => {
    const order = permutation(20, 1);
    expect(overlap(near(x, 4), near(y, 4), order)).toBe(overlap(near(x, 4), near(reordered(y, order), 4)));
    expect(overlap(near(x, 4), near(x, 4))).toBe(80);
  });

  test.each([1, 4, 18])("without each example is that of the others, k = %i", (k) => {
    const expected = Array.from({ length: 20 }, (_, i) => {
      if (k === 18) return 1;
      return overlap(near(without(x, i), k), near(without(y, i), k)) / (19 * k);
    });
    closeAll(overlapWithout(near(x, k), near(y, k)), expected, 1e-13);
  });
});

describe("cosines", () => {
  test("are of the raw rows", () => {
    const turned = build(3, 2, (i, j) => [1, 0, 3, 3, 0, 2][2 * i + j] ?? 0);
    closeAll(
      cosinesOf(turned, 1).cosines?.data ?? [],
      [1, 0.5 ** 0.5, 0, 0.5 ** 0.5, 1, 0.5 ** 0.5, 0, 0.5 ** 0.5, 1],
      1e-15,
    );
  });

  test("are not there where all others are neighbours or a row is zero", () => {
    expect(cosinesOf(x, 19).reason).toBe("k ≥ n − 1: 19 neighbours of 20 examples");
    expect(
      cosinesOf(
        build(9, 2, (i) => i % 9),
        3,
      ).reason,
    ).toBe("zero row: example 0 (from 0) has no direction");
  });
});
