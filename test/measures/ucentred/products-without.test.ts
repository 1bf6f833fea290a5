import { expect, test } from "vitest";
import { productsWithout } from "../../../src/measures/ucentred/products-without.js";
import { gaussian } from "../../kernels/matrices.js";
import { closeAll } from "../../support/close.js";
import { entrywise, frobenius, naiveGram, naiveUCentred, rowSums, without } from "./brute-force.js";

const N = 24;
const inputs = [gaussian(N, 3, 1), gaussian(N, 8, 2)];
const whole = inputs.map((x) => naiveUCentred(naiveGram(x)));

test("productsWithout leaves each example out of a sum over pairs", () => {
  const [a, b] = whole;
  if (a === undefined || b === undefined) return expect.fail("two layers");
  const rest = Array.from({ length: N }, (_, i) => {
    const [x, y] = inputs.map((input) => naiveUCentred(naiveGram(without(input, i))));
    return frobenius(x ?? a, y ?? b);
  });
  closeAll(productsWithout(Float64Array.from(rowSums(entrywise(a, b)))), rest, 1e-9);
});
