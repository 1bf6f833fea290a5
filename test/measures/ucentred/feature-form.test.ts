import { describe, expect, test } from "vitest";
import { rowDots } from "../../../src/kernels/vector.js";
import {
  featureGramRowNorms,
  featureProduct,
  featureRowProducts,
  featuresOf,
  featureTimesFeatures,
} from "../../../src/measures/ucentred/feature-form.js";
import { at, build, gaussian, naiveProduct } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveCentred, naiveGram, naiveUCentred, rowSums } from "./brute-force.js";

describe.each([
  [4, 2, 3],
  [5, 1, 1],
  [9, 3, 20],
  [30, 6, 4],
])("without the n × n entries, n = %i, p = %i, q = %i", (n, p, q) => {
  const [xc, yc] = [naiveCentred(gaussian(n, p, 1)), naiveCentred(gaussian(n, q, 2))];
  const [x, y] = [featuresOf(xc), featuresOf(yc)];
  const [k, a, b] = [naiveGram(xc), naiveUCentred(naiveGram(xc)), naiveUCentred(naiveGram(yc))];

  test("A is K plus its shifts off the diagonal, and its rows sum to zero", () => {
    const shifted = build(n, n, (i, j) =>
      i === j ? 0 : at(k, i, j) + (x.shifts[i] ?? Number.NaN) + (x.shifts[j] ?? Number.NaN),
    );
    closeAll(shifted.data, a.data, 1e-13);
    for (const sum of rowSums(shifted)) close(sum, 0, 1e-12);
  });

  test("⟨A,B⟩ is the product of the entries", () => {
    close(featureProduct(x, y), frobenius(a, b), 1e-11);
    close(featureProduct(x, x), frobenius(a, a), 1e-11);
  });

  test("t = (A∘B)1 is the row sums of the entrywise product", () => {
    closeAll(featureRowProducts(x, y), rowSums(entrywise(a, b)), 1e-11);
    closeAll(featureRowProducts(x, x), rowSums(entrywise(a, a)), 1e-11);
  });

  test("the squared rows of K are its row norms", () => {
    closeAll(featureGramRowNorms(x), rowSums(entrywise(k, k)), 1e-12);
    closeAll(x.squaredNorms, rowDots(xc, xc), 1e-15);
  });

  test("A times the features is the product of the entries", () => {
    closeAll(featureTimesFeatures(x).data, naiveProduct(a, xc).data, 1e-12);
  });

  test("leaves the representation as it was", () => {
    expect(xc).toEqual(naiveCentred(gaussian(n, p, 1)));
  });
});
