import { describe, expect, test } from "vitest";
import { cka } from "../../src/measures/cka.js";
import { cknna } from "../../src/measures/cknna.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { expectSubsampled } from "./subsampled.js";

const [x, noise] = [gaussian(40, 3, 1), gaussian(40, 3, 2)];
const y = build(40, 3, (i, j) => at(x, i, j) + at(noise, i, j));

describe("cknna", () => {
  test("nears cka as nearly all are neighbours", () => {
    const [score, whole] = [cknna(x, y, { k: 38 }).score ?? 2, cka(x, y).score ?? 3];
    expect(Math.abs(score - whole)).toBeLessThan(0.1);
  });

  test("has the interval of its subsets, with neighbours of their own", () => expectSubsampled("cknna", x, y));

  test("has no interval where a subset has too few examples for k", () => {
    const { score, interval, reasons } = cknna(gaussian(13, 3, 1), gaussian(13, 3, 2));
    expect([score === null, interval]).toEqual([false, null]);
    expect(reasons.interval).toBe("k ≥ n − 1 in subsets of 10 examples");
  });

  test("records k", () => expect(cknna(x, y, { k: 7 }).details).toMatchObject({ k: 7, leftOut: 8 }));
});
