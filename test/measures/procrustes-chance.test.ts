import { describe, expect, test } from "vitest";
import { permutations } from "../../src/kernels/random.js";
import { procrustes } from "../../src/measures/procrustes.js";
import { procrustesChance } from "../../src/measures/procrustes-chance.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";

const N = 18;
const xs = [gaussian(N, 3, 1), gaussian(N, 40, 2), gaussian(N, 7, 3)];
const ys = [gaussian(N, 5, 4), gaussian(N, 25, 5)];

/** The mean over shuffled copies of y, each compared anew. */
function bruteForce(x: (typeof xs)[0], y: (typeof ys)[0], count: number, seed: number): number {
  const scores = permutations(N, count, seed).map((order) =>
    Number(
      procrustes(
        x,
        build(N, y.columns, (i, j) => at(y, order[i] ?? -1, j)),
        { permutations: 1 },
      ).score,
    ),
  );
  return scores.reduce((sum, score) => sum + score, 0) / count;
}

describe("procrustesChance", () => {
  test.each([
    [{}, 5, 0],
    [{ permutations: 3, seed: 11 }, 3, 11],
  ])("is the mean over shuffled copies of y, the same orders in every cell: %j", (options, count, seed) => {
    const chance = procrustesChance(xs, ys, options);
    expect(chance.map((row) => row.length)).toEqual([2, 2, 2]);
    for (const [i, x] of xs.entries())
      for (const [j, y] of ys.entries()) close(chance[i]?.[j] ?? Number.NaN, bruteForce(x, y, count, seed), 1e-12);
  });

  test("is the same for the same seed and another for another", () => {
    expect(procrustesChance(xs, ys, { seed: 3 })).toEqual(procrustesChance(xs, ys, { seed: 3 }));
    expect(procrustesChance(xs, ys, { seed: 3 })).not.toEqual(procrustesChance(xs, ys, { seed: 4 }));
  });

  test("comes near the mean of many orders", () => {
    const [[few]] = procrustesChance([gaussian(200, 20, 1)], [gaussian(200, 30, 2)]) as [[number]];
    const many = procrustes(gaussian(200, 20, 1), gaussian(200, 30, 2)).chance ?? Number.NaN;
    expect(Math.abs(few - many)).toBeLessThan(0.01);
  });

  test("is null in the row and the column of a constant layer", () => {
    const constant = build(N, 2, () => 1);
    const chance = procrustesChance([constant, ...xs], [...ys, constant]);
    expect(chance[0]).toEqual([null, null, null]);
    expect(chance.map((row) => row[2])).toEqual([null, null, null, null]);
    expect(
      chance
        .slice(1)
        .flatMap((row) => row.slice(0, 2))
        .every(Number.isFinite),
    ).toBe(true);
  });

  test("of no layers is empty", () => {
    expect(procrustesChance([], ys)).toEqual([]);
    expect(procrustesChance(xs, [])).toEqual([[], [], []]);
  });

  test("names what it cannot take", () => {
    expect(() => procrustesChance(xs, [gaussian(N, 1, 1), gaussian(1, 1, 1)])).toThrow(
      "procrustesChance: ys[1] has 1 example, expected at least 2",
    );
    expect(() => procrustesChance(xs, [gaussian(11, 1, 1)])).toThrow(
      "procrustesChance: x has 18 examples and y has 11",
    );
    expect(() => procrustesChance(xs, ys, { permutations: 0 })).toThrow("procrustesChance: permutations is 0");
    expect(() => procrustesChance(xs, ys, { seed: 0.5 })).toThrow("procrustesChance: seed is 0.5");
  });
});
