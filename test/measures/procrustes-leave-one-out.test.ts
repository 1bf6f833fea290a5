import { describe, expect, test } from "vitest";
import { normalised, procrustes } from "../../src/measures/procrustes.js";
import { procrustesLeaveOneOut } from "../../src/measures/procrustes-leave-one-out.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close, closeAll } from "../support/close.js";
import { naiveCentred, without } from "./ucentred/brute-force.js";

const related = (n: number, p: number, q: number) => {
  const [x, noise, map] = [gaussian(n, p, 1), gaussian(n, q, 2), gaussian(p, q, 3)];
  const y = build(n, q, (i, j) => at(noise, i, j) + at(x, i, j % p) * (1 + at(map, j % p, j)));
  return { x, y };
};
const leaveOneOut = (x: ReturnType<typeof gaussian>, y: ReturnType<typeof gaussian>) =>
  procrustesLeaveOneOut(normalised(naiveCentred(x)), normalised(naiveCentred(y)));

describe("procrustes without each example, from the gradient", () => {
  test.each([
    [200, 3, 5],
    [200, 5, 3],
    [300, 4, 4],
  ])("is nearly procrustes of the others, n = %i, p = %i, q = %i", (n, p, q) => {
    const { x, y } = related(n, p, q);
    const score = procrustes(x, y, { permutations: 1 }).score ?? 2;
    const exact = Array.from({ length: n }, (_, i) =>
      Number(procrustes(without(x, i), without(y, i), { permutations: 1 }).score),
    );
    const changes = (values: ArrayLike<number>) => Array.from(values, (value) => value - score);
    // The second order is smaller by about 1/n.
    closeAll(changes(leaveOneOut(x, y)), changes(exact), 20 / n);
  });

  test("is exact where both have one feature", () => {
    const { x, y } = related(12, 1, 1);
    leaveOneOut(x, y).forEach((value, i) => {
      close(value, Number(procrustes(without(x, i), without(y, i), { permutations: 1 }).score), 1e-12);
    });
  });

  test("is no number where nothing is left", () => {
    const x = build(6, 1, (i) => Number(i === 2));
    expect([...leaveOneOut(x, gaussian(6, 2, 1))].map(Number.isNaN)[2]).toBe(true);
  });
});
