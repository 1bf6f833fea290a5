import { describe, test } from "vitest";
import { gramRowNorms, product, rowProducts } from "../../../src/measures/ucentred/products.js";
import { entryForm, featureForm, uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveCentred, naiveGram, naiveUCentred, rowSums } from "./brute-force.js";
import { HARD } from "./representations.js";

const pairs = Object.entries(HARD).flatMap(([left, x]) =>
  Object.entries(HARD).map(([right, y]) => [left, right, x, y] as const),
);

describe.each(pairs)("x %s and y %s", (_left, _right, makeX, makeY) => {
  test.each([
    [20, 30, 12],
    [80, 12, 40],
    [80, 8, 11],
  ])("have the products of the definition, to 1e-9 of the norms, for n = %i, p = %i, q = %i", (n, p, q) => {
    const [xc, yc] = [naiveCentred(makeX(n, p)), naiveCentred(makeY(n, q))];
    const [a, b] = [naiveUCentred(naiveGram(xc)), naiveUCentred(naiveGram(yc))];
    const [x, y] = [uCentred(xc), uCentred(yc)];
    const norms = Math.sqrt(frobenius(a, a) * frobenius(b, b));
    close(product(x, y) / norms + 1, frobenius(a, b) / norms + 1, 1e-9);
    const expected = rowSums(entrywise(a, b)).map((value) => value / norms);
    closeAll(
      rowProducts(x, y).map((value) => value / norms),
      expected,
      1e-9,
    );
  });
});

test("all pairs of forms agree to 1e-12 on easy data", () => {
  const [xc, yc] = [naiveCentred(gaussian(70, 10, 1)), naiveCentred(gaussian(70, 12, 2))];
  const reference = product(featureForm(xc), featureForm(yc));
  const rows = rowProducts(featureForm(xc), featureForm(yc));
  const norms = gramRowNorms(featureForm(xc));
  for (const x of [featureForm(xc), entryForm(xc, true), entryForm(xc, false)]) {
    closeAll(gramRowNorms(x), norms, 1e-12);
    for (const y of [featureForm(yc), entryForm(yc, true), entryForm(yc, false)]) {
      close(product(x, y), reference, 1e-12);
      closeAll(rowProducts(x, y), rows, 1e-12);
    }
  }
});
