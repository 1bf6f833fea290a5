import { expect, test } from "vitest";
import { permutations } from "../../src/kernels/random.js";
import { permutedKernelProducts } from "../../src/measures/kernel-permutations.js";
import { entriesKernel, featuresKernel } from "../../src/measures/linear-kernel.js";
import { gaussian } from "../kernels/matrices.js";
import { closeAll } from "../support/close.js";
import { frobenius, naiveCentred, naiveGram, reordered } from "./ucentred/brute-force.js";

test.each([
  ["few features", 2, 3],
  ["many features", 11, 12],
])("products of permuted kernels are the same by entries and by features, %s", (_, p, q) => {
  const [x, y] = [naiveCentred(gaussian(15, p, 1)), naiveCentred(gaussian(15, q, 2))];
  const orders = permutations(15, 4, 1);
  const expected = orders.map((order) => frobenius(naiveGram(x), naiveGram(reordered(y, order))));
  for (const left of [entriesKernel(x), featuresKernel(x)])
    for (const right of [entriesKernel(y), featuresKernel(y)])
      closeAll(permutedKernelProducts(left, right, orders), expected, 1e-12);
  expect(expected).toHaveLength(4);
});
