import { describe, expect, test } from "vitest";
import { cca } from "../../src/measures/cca.js";
import { pwcca } from "../../src/measures/pwcca.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { expectSubsampled } from "./subsampled.js";
import { frobenius, naiveCentred } from "./ucentred/brute-force.js";

describe("pwcca", () => {
  const [x, noise] = [gaussian(40, 3, 1), gaussian(40, 5, 2)];
  const y = build(40, 5, (i, j) => at(noise, i, j) + 2 * at(x, i, j % 3) * Number(j < 3));

  test("of one feature in y is the multiple correlation, whatever the weights", () => {
    const one = build(40, 1, (i) => at(y, i, 0));
    close(pwcca(x, one).score ?? 2, cca(x, one).score ?? 3, 1e-12);
  });

  test("weighs orthogonal features that are variates themselves by their own size", () => {
    const cosine = (k: number) => (i: number) => Math.cos((2 * Math.PI * k * i) / 40);
    const a = build(40, 2, (i, j) => (j === 0 ? 5 * cosine(1)(i) : cosine(2)(i)));
    const b = build(40, 2, (i, j) => (j === 0 ? cosine(1)(i) + cosine(3)(i) : cosine(2)(i) + 3 * cosine(4)(i)));
    const correlation = (left: number, right: number) => {
      const [u, v] = [
        naiveCentred(build(40, 1, (i) => at(a, i, left))),
        naiveCentred(build(40, 1, (i) => at(b, i, right))),
      ];
      return frobenius(u, v) / Math.sqrt(frobenius(u, u) * frobenius(v, v));
    };
    close(pwcca(a, b).score ?? 2, (5 * correlation(0, 0) + correlation(1, 1)) / 6, 1e-12);
  });

  test("weighs features of y by the same variates, however little x explains of them", () => {
    // Few features of y, many of x: from the side of y where all correlations are large, else from that of x.
    const cosine = (k: number) => (i: number) => Math.cos((2 * Math.PI * k * i) / 40);
    const a = build(40, 3, (i, j) => (3 - j) * cosine(j + 1)(i));
    const score = (share: number) =>
      pwcca(
        a,
        build(40, 2, (i, j) => cosine(j + 1)(i) + (j === 0 ? 0 : cosine(5)(i) / share)),
      ).score ?? 2;
    const expected = (share: number) => (3 + (2 * share) / Math.hypot(share, 1)) / 5;
    for (const share of [1, 0.01, 3e-4, 3e-5, 1e-6]) close(score(share), expected(share), 1e-11);
  });

  test("has the interval of its subsets", () => expectSubsampled("pwcca", x, y));

  test("takes 20 permutations and 20 subsets where both ranks exceed 128", () => {
    const [wide, wider] = [gaussian(140, 129, 1), gaussian(140, 129, 2)];
    expect(pwcca(wide, wider).details).toMatchObject({ permutations: 20, subsamples: 20, rankX: 129 });
  });
});
