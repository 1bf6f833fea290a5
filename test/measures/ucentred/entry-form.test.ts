import { describe, expect, test } from "vitest";
import { blockStarts, gramBlock, withPairSums } from "../../../src/kernels/upper-blocks.js";
import { entryGramRowNorms, entryProduct, entryRowProducts } from "../../../src/measures/ucentred/entry-form.js";
import { featuresOf } from "../../../src/measures/ucentred/feature-form.js";
import { gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveCentred, naiveGram, naiveUCentred, rowSums } from "./brute-force.js";

describe.each([4, 63, 64, 65, 130])("from the entries in blocks of rows, n = %i", (n) => {
  const [xc, yc] = [naiveCentred(gaussian(n, 5, 1)), naiveCentred(gaussian(n, 3, 2))];
  const [k, a, b] = [naiveGram(xc), naiveUCentred(naiveGram(xc)), naiveUCentred(naiveGram(yc))];
  const blocks = (features: ReturnType<typeof featuresOf>) =>
    blockStarts(n).map((first) => withPairSums(gramBlock(features.xc, first), features.shifts));
  const [ofX, ofY] = [blocks(featuresOf(xc)), blocks(featuresOf(yc))];

  test("products and row products are those of the whole matrices", () => {
    close(entryProduct(ofX, ofY), frobenius(a, b), 1e-12);
    closeAll(entryRowProducts(ofX, ofY, n), rowSums(entrywise(a, b)), 1e-12);
  });

  test("the squared rows of K come back from A", () => {
    const { squaredNorms, shifts } = featuresOf(xc);
    closeAll(entryGramRowNorms(ofX, squaredNorms, shifts), rowSums(entrywise(k, k)), 1e-12);
  });

  test("blocks may be computed as they are asked for", () => {
    function* lazily() {
      yield* ofX;
    }
    expect(entryProduct(lazily(), ofY)).toBe(entryProduct(ofX, ofY));
  });
});
