import { describe, expect, test } from "vitest";
import { debiasedScore, vanishes } from "../../../src/measures/ucentred/debiased-score.js";
import { uCentred } from "../../../src/measures/ucentred/ucentred.js";
import { build, gaussian } from "../../kernels/matrices.js";
import { close } from "../../support/close.js";
import { frobenius, naiveCentred, naiveGram, naiveUCentred } from "./brute-force.js";

describe("debiased score", () => {
  test("is the cosine of the two U-centred matrices", () => {
    const [x, y] = [gaussian(9, 3, 1), gaussian(9, 4, 2)];
    const [a, b] = [naiveUCentred(naiveGram(x)), naiveUCentred(naiveGram(y))];
    const cosine = frobenius(a, b) / Math.sqrt(frobenius(a, a) * frobenius(b, b));
    close(debiasedScore(uCentred(naiveCentred(x)), uCentred(naiveCentred(y))) ?? 2, cosine, 1e-12);
  });

  test("is null where either matrix vanishes", () => {
    const [x, alive] = [gaussian(9, 3, 1), build(9, 2, (i, j) => (i === 4 ? j + 1 : 0))];
    const [a, none] = [uCentred(naiveCentred(x)), uCentred(naiveCentred(alive))];
    expect(debiasedScore(a, none)).toBeNull();
    expect(debiasedScore(none, a)).toBeNull();
  });

  test("takes 1e-12 of the Gram matrix as nothing", () => {
    expect(vanishes(1e-12, 1)).toBe(true);
    expect(vanishes(1.1e-12, 1)).toBe(false);
    expect(vanishes(0, 0)).toBe(true);
    expect(vanishes(-1e-17, 1)).toBe(true);
  });
});
