import { describe, test } from "vitest";
import { permutedProducts } from "../../../src/kernels/permuted-products.js";
import { fromBlocks } from "../../../src/kernels/upper-blocks.js";
import { rbfKernel } from "../../../src/measures/rbf-kernel.js";
import { debiasedScore } from "../../../src/measures/ucentred/debiased-score.js";
import { kernelForm } from "../../../src/measures/ucentred/kernel-form.js";
import { leaveOneOutScores } from "../../../src/measures/ucentred/leave-one-out.js";
import { permutationSkewness } from "../../../src/measures/ucentred/permutation-null.js";
import { gramRowNorms } from "../../../src/measures/ucentred/products.js";
import { entryForm } from "../../../src/measures/ucentred/ucentred.js";
import { at, build, gaussian } from "../../kernels/matrices.js";
import { close, closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveCentred, naiveGram, naiveUCentred, rowSums } from "./brute-force.js";

const kernelOf = (n: number, p: number, seed: number) => rbfKernel(naiveCentred(gaussian(n, p, seed)), 0.7).kernel;
const side = (n: number, p: number, seed: number) => ({
  xc: naiveCentred(gaussian(n, p, seed)),
  prepared: kernelForm(kernelOf(n, p, seed)),
});

describe("U-centring of any kernel", () => {
  test.each([4, 9, 70])("is that of the definition, n = %i", (n) => {
    const kernel = kernelOf(n, 3, 1);
    const a = kernelForm(kernel);
    closeAll(fromBlocks(a.blocks, n).data, naiveUCentred(kernel).data, 1e-12);
    close(a.self, frobenius(naiveUCentred(kernel), naiveUCentred(kernel)), 1e-12);
    close(a.gramNorm, frobenius(kernel, kernel), 1e-12);
    closeAll(gramRowNorms(a), rowSums(entrywise(kernel, kernel)), 1e-12);
  });

  test("of a linear kernel is that of its features", () => {
    const x = naiveCentred(gaussian(12, 3, 1));
    const [a, b] = [kernelForm(naiveGram(x)), entryForm(x, true)];
    closeAll(fromBlocks(a.blocks, 12).data, fromBlocks(b.blocks, 12).data, 1e-12);
    close(a.gramNorm, b.gramNorm, 1e-12);
  });

  test("leaves an example out as if it had never been in the kernel", () => {
    const [x, y] = [side(12, 2, 1), side(12, 3, 2)];
    const drop = (i: number, seed: number, p: number) => {
      const kernel = kernelOf(12, p, seed);
      return kernelForm(build(11, 11, (r, c) => at(kernel, r < i ? r : r + 1, c < i ? c : c + 1)));
    };
    const expected = Array.from({ length: 12 }, (_, i) => debiasedScore(drop(i, 1, 2), drop(i, 2, 3)) ?? Number.NaN);
    closeAll(leaveOneOutScores(x, y).scores ?? [], expected, 1e-11);
  });

  test("has the skewness of all permutations", () => {
    const [x, y] = [side(6, 2, 1), side(6, 2, 2)];
    const all = permutedProducts(fromBlocks(x.prepared.blocks, 6), fromBlocks(y.prepared.blocks, 6));
    const mean = (power: number) => all.reduce((sum, value) => sum + value ** power, 0) / all.length;
    close(permutationSkewness(x, y), mean(3) / mean(2) ** 1.5, 1e-9);
  });
});
