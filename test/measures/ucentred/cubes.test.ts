import { describe, test } from "vitest";
import { cubes } from "../../../src/measures/ucentred/cubes.js";
import { uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { naiveProduct } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";
import { frobenius, naiveCentred, naiveGram, naiveUCentred } from "./brute-force.js";
import { HARD } from "./representations.js";

describe.each(Object.entries(HARD))("third-order sums of a representation %s", (_, make) => {
  test.each([
    [20, 30],
    [40, 15],
    [80, 25],
    [90, 6],
  ])("%i × %i are those of the entries, to 1e-9 of ‖A‖³", (n, p) => {
    const xc = naiveCentred(make(n, p));
    const a = naiveUCentred(naiveGram(xc));
    const norm = Math.sqrt(frobenius(a, a)) ** 3;
    const found = cubes(uCentred(xc), xc);
    const entries = a.data.reduce((total, value) => total + value ** 3, 0);
    close(found.entries / norm + 1, entries / norm + 1, 1e-9);
    close(found.trace / norm + 1, frobenius(naiveProduct(a, a), a) / norm + 1, 1e-9);
  });
});
