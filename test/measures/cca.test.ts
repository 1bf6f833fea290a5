import { describe, expect, test } from "vitest";
import { cca } from "../../src/measures/cca.js";
import { MEASURES } from "../../src/measures/table.js";
import { at, build, gaussian, naiveProduct, naiveTransposed } from "../kernels/matrices.js";
import { close } from "../support/close.js";
import { expectSubsampled } from "./subsampled.js";
import { frobenius, naiveCentred } from "./ucentred/brute-force.js";

const noisy = (x: ReturnType<typeof gaussian>, seed: number) => {
  const noise = gaussian(x.rows, x.columns, seed);
  return build(x.rows, x.columns, (i, j) => at(x, i, j) + at(noise, i, j));
};

describe("cca", () => {
  test("of one feature each is the absolute correlation", () => {
    const [x, y] = [naiveCentred(gaussian(20, 1, 1)), naiveCentred(gaussian(20, 1, 2))];
    const correlation = frobenius(x, y) / Math.sqrt(frobenius(x, x) * frobenius(y, y));
    close(cca(x, y).score ?? 2, Math.abs(correlation), 1e-12);
  });

  test("of two features each solves the generalised eigenproblem of the covariances", () => {
    const x = naiveCentred(gaussian(20, 2, 1));
    const y = naiveCentred(noisy(x, 2));
    const covariance = (a: typeof x, b: typeof x) => naiveProduct(naiveTransposed(a), b);
    const inverse = (m: typeof x) => {
      const determinant = at(m, 0, 0) * at(m, 1, 1) - at(m, 0, 1) * at(m, 1, 0);
      const swapped = build(2, 2, (i, j) => (i === j ? at(m, 1 - i, 1 - j) : -at(m, i, j)));
      return build(2, 2, (i, j) => at(swapped, i, j) / determinant);
    };
    const steps = [inverse(covariance(x, x)), covariance(x, y), inverse(covariance(y, y)), covariance(y, x)];
    const m = steps.reduce((product, step) => naiveProduct(product, step));
    // The eigenvalues of M are ρ²: their sum is its trace, their product its determinant.
    const [trace, determinant] = [at(m, 0, 0) + at(m, 1, 1), at(m, 0, 0) * at(m, 1, 1) - at(m, 0, 1) * at(m, 1, 0)];
    const mean = Math.sqrt(trace + 2 * Math.sqrt(determinant)) / 2;
    close(cca(x, y).score ?? 2, mean, 1e-12);
  });

  test("does not care for collinear features", () => {
    const [x, y] = [gaussian(20, 3, 1), gaussian(20, 2, 2)];
    const doubled = build(20, 6, (i, j) => at(x, i, j % 3) * (1 + Math.floor(j / 3)));
    close(cca(doubled, y).score ?? 2, cca(x, y).score ?? 3, 1e-12);
    expect(cca(doubled, y).details).toMatchObject({ rankX: 3, rankY: 2 });
  });

  test("has the interval of its subsets", () => {
    const x = gaussian(40, 3, 1);
    expectSubsampled("cca", x, noisy(x, 2));
  });

  test("is null from a rank of n − 1 on, and names the ranks", () => {
    const { score, reasons } = cca(gaussian(6, 5, 1), gaussian(6, 2, 2));
    expect([score, reasons.score]).toEqual([null, "rank ≥ n − 1 (trivially 1): ranks 5 and 2 of 6 examples"]);
    const [x, y] = [6, 7].map((seed) => MEASURES.cca.prepare(gaussian(6, 5, seed)));
    expect(MEASURES.cca.permuted?.(x, y, [])).toBeNull();
  });

  test("has no interval where subsets lose the rank they need", () => {
    const { score, interval, reasons } = cca(gaussian(6, 4, 1), gaussian(6, 2, 2));
    expect([score === null, interval]).toEqual([false, null]);
    expect(reasons.interval).toBe("undefined, or 1, in 100 of 100 subsamples of 5 examples");
  });
});
