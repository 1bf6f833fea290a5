import { describe, expect, test } from "vitest";
import { rsa } from "../../src/measures/rsa.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { expectSubsampled } from "./subsampled.js";

describe("rsa", () => {
  const [x, noise] = [gaussian(25, 4, 1), gaussian(25, 4, 2)];
  const y = build(25, 4, (i, j) => at(x, i, j) + at(noise, i, j));

  test("is about 0 on average for unrelated representations", () => {
    const { chance, threshold } = rsa(x, noise);
    expect(Math.abs(chance ?? 1)).toBeLessThan(0.02);
    expect(threshold).toBeGreaterThan(chance ?? 1);
  });

  test("has the interval of its subsets, ranked anew", () => expectSubsampled("rsa", x, y));

  test("takes what differs by rounding alone for tied", () => {
    // Two features: every correlation is 1 or −1.
    const two = build(8, 2, (i, j) => (j === 0 ? 0.1 * i : 0.3 - 0.05 * i * i));
    const signs = build(8, 2, (i, j) => (at(two, i, 0) > at(two, i, 1) ? 1 - j : j));
    close(rsa(two, signs).score ?? 2, 1, 1e-14);
  });

  test("is null for a single feature, with the row that is constant", () => {
    expect(rsa(gaussian(9, 1, 1), gaussian(9, 3, 2)).reasons.score).toBe("x: constant row: example 0 (from 0)");
    expect(rsa(gaussian(9, 3, 1), gaussian(9, 1, 2)).reasons.score).toBe("y: constant row: example 0 (from 0)");
  });

  test("of three examples has three pairs to rank", () => {
    expect(rsa(gaussian(3, 4, 1), gaussian(3, 4, 3)).score).not.toBeNull();
  });
});
