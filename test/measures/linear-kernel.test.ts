import { expect, test } from "vitest";
import { entriesKernel, featuresKernel, kernelProduct, linearKernel } from "../../src/measures/linear-kernel.js";
import { gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { frobenius, naiveCentred, naiveGram } from "./ucentred/brute-force.js";

const [x, y] = [naiveCentred(gaussian(9, 4, 1)), naiveCentred(gaussian(9, 20, 2))];

test("⟨K,M⟩ is the product of the entries, from any pair of forms", () => {
  const expected = frobenius(naiveGram(x), naiveGram(y));
  for (const k of [entriesKernel(x), featuresKernel(x)]) {
    for (const m of [entriesKernel(y), featuresKernel(y)]) {
      close(kernelProduct(k, m), expected, 1e-13);
      close(kernelProduct(m, k), expected, 1e-13);
    }
  }
});

test("the entries are kept where they are no more than the features", () => {
  expect(linearKernel(x).form).toBe("features");
  expect(linearKernel(y).form).toBe("entries");
});

test("the trace is that of K", () => {
  const k = naiveGram(x);
  const trace = k.data.filter((_, at) => at % 10 === 0).reduce((total, value) => total + value, 0);
  close(linearKernel(x).trace, trace, 1e-13);
});
