import { expect, test } from "vitest";
import { permutation } from "../../../src/kernels/random.js";
import { masked, maskedHsic } from "../../../src/measures/neighbours/masked-products.js";
import { cosinesOf, neighbourhood } from "../../../src/measures/neighbours/neighbourhood.js";
import { at, build, gaussian, naiveProduct } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";
import { entrywise, frobenius, naiveCentred, naiveGram, reordered } from "../ucentred/brute-force.js";

type Representation = ReturnType<typeof gaussian>;

function near(x: Representation, k: number) {
  const { cosines } = cosinesOf(x, k);
  return cosines === null ? expect.fail("no cosines") : neighbourhood(cosines, k);
}

function mask(x: Representation, k: number): Representation {
  const { lists, length } = near(x, k);
  return build(x.rows, x.rows, (i, j) => Number(lists.subarray(i * length, i * length + k).includes(j)));
}

/** Song's formula, entry by entry. */
function hsic(k: Representation, m: Representation): number {
  const n = k.rows;
  const total = (a: Representation) => a.data.reduce((sum, value) => sum + value, 0);
  const cross = (total(naiveProduct(k, m)) + total(naiveProduct(m, k))) / 2;
  const transposed = build(n, n, (i, j) => at(m, j, i));
  return frobenius(k, transposed) + (total(k) * total(m)) / ((n - 1) * (n - 2)) - (2 / (n - 2)) * cross;
}

test.each([2, 5, 12])("masked HSIC₁ is Song's formula of the masked Gram matrices, k = %i", (k) => {
  const [x, y] = [gaussian(14, 3, 1), gaussian(14, 4, 2)];
  const side = (m: Representation) => masked(near(m, k), naiveCentred(m));
  for (const order of [undefined, permutation(14, 5)]) {
    const other = order ? reordered(y, order) : y;
    const both = entrywise(mask(x, k), mask(other, k));
    const expected = hsic(entrywise(both, naiveGram(x)), entrywise(both, naiveGram(other)));
    close(maskedHsic(side(x), side(y), order), expected, 1e-11);
  }
});
