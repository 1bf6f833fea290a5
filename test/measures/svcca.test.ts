import { describe, expect, test } from "vitest";
import { cca } from "../../src/measures/cca.js";
import { svcca } from "../../src/measures/svcca.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { expectSubsampled } from "./subsampled.js";

const [noise, other] = [gaussian(40, 6, 1), gaussian(40, 4, 2)];
const decaying = build(40, 6, (i, j) => at(noise, i, j) * 4 ** -j);
const y = build(40, 4, (i, j) => at(other, i, j) + at(noise, i, j));

describe("svcca", () => {
  test("of all the variance is cca", () => {
    close(svcca(decaying, y, { variance: 1 }).score ?? 2, cca(decaying, y).score ?? 3, 1e-12);
  });

  test("keeps the components that reach 99 % of the variance, and records how many", () => {
    expect(svcca(decaying, y).details).toMatchObject({ variance: 0.99, rankX: 2, rankY: 4 });
    expect(svcca(decaying, y, { variance: 0.5 }).details).toMatchObject({ variance: 0.5, rankX: 1 });
  });

  test("is untouched by directions of hardly any variance", () => {
    const padded = build(40, 7, (i, j) => (j < 6 ? at(decaying, i, j) : 1e-5 * at(other, i, 0)));
    close(svcca(padded, y).score ?? 2, svcca(decaying, y).score ?? 3, 1e-4);
  });

  test("has the interval of its subsets, each with components of its own", () =>
    expectSubsampled("svcca", decaying, y));

  test("takes 20 subsets where there are more than 128 components, however few of them are used", () => {
    const wide = gaussian(140, 129, 1);
    const few = build(140, 129, (i, j) => at(wide, i, j) * 4 ** -Math.min(j, 4));
    expect(svcca(few, gaussian(140, 4, 2)).details).toMatchObject({ permutations: 200, subsamples: 20, leftOut: 28 });
  });

  test("refuses a share that is none", () => {
    for (const variance of [0, 1.1, Number.NaN])
      expect(() => svcca(y, y, { variance })).toThrow(`svcca: variance is ${variance}, expected a share above 0`);
  });
});
