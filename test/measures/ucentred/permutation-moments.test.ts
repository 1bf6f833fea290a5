import { describe, expect, test } from "vitest";
import { permutedProducts } from "../../../src/kernels/permuted-products.js";
import { permutationThirdMoment, permutationVariance } from "../../../src/measures/ucentred/permutation-moments.js";
import { gaussian, naiveProduct } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";
import { frobenius, naiveGram, naiveUCentred } from "./brute-force.js";

function cubesOf(a: ReturnType<typeof naiveUCentred>) {
  return { entries: a.data.reduce((total, value) => total + value ** 3, 0), trace: frobenius(naiveProduct(a, a), a) };
}

describe.each([4, 5, 6, 7])("moments of ⟨A, PBP'⟩ over all permutations of %i examples", (n) => {
  test.each([
    [3, 2, 1],
    [1, 1, 2],
    [8, 1, 3],
  ])("are exact, p = %i, q = %i", (p, q, seed) => {
    const [a, b] = [naiveUCentred(naiveGram(gaussian(n, p, seed))), naiveUCentred(naiveGram(gaussian(n, q, -seed)))];
    const all = permutedProducts(a, b);
    const moment = (power: number) => all.reduce((total, t) => total + t ** power, 0) / all.length;
    const scale = Math.sqrt(frobenius(a, a) * frobenius(b, b));
    close(moment(1) / scale, 0, 1e-12);
    close(moment(2), permutationVariance(n) * scale ** 2, 1e-11);
    close(permutationThirdMoment(cubesOf(a), cubesOf(b), n), moment(3), 1e-10);
    expect(Math.abs(moment(3))).toBeGreaterThan(1e-6 * scale ** 3);
  });
});
