import { describe, expect, test } from "vitest";
import { knn } from "../../src/measures/knn.js";
import { plainInterval } from "../../src/measures/stats/jackknife.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { close, closeAll } from "../support/close.js";
import { without } from "./ucentred/brute-force.js";

const [x, noise] = [gaussian(40, 3, 1), gaussian(40, 3, 2)];
const y = build(40, 3, (i, j) => at(x, i, j) + at(noise, i, j));

describe("knn", () => {
  test("has the chance k/(n − 1), near the mean over permutations", () => {
    expect(knn(x, noise).chance).toBe(10 / 39);
    const mean = knn(x, noise, { permutations: 1000 }).threshold ?? 0;
    expect(mean).toBeGreaterThan(10 / 39);
    close(mean, 10 / 39, 0.2);
  });

  test("has the jackknife's interval of real leave-one-out scores", () => {
    const options = { k: 5, permutations: 1 };
    const scores = Array.from({ length: 40 }, (_, i) => Number(knn(without(x, i), without(y, i), options).score));
    const { score, interval, details } = knn(x, y, { k: 5 });
    closeAll(interval ?? [], plainInterval(score ?? 2, Float64Array.from(scores)), 1e-12);
    expect(details).toEqual({ k: 5, permutations: 200, seed: 0 });
  });

  test("has no interval where everyone is a neighbour without an example", () => {
    const [few, others] = [gaussian(12, 3, 1), gaussian(12, 3, 5)];
    const { score, interval, reasons } = knn(few, others);
    expect([typeof score, interval]).toEqual(["number", null]);
    expect(reasons.interval).toBe("k ≥ n − 1 without an example: 10 neighbours of 11");
    expect(knn(few, others, { k: 9 }).interval).not.toBeNull();
  });

  test("says that its interval was cut", () => {
    const sparse = knn(gaussian(14, 3, 1), gaussian(14, 3, 5), { k: 1 });
    expect(sparse.interval?.[0]).toBe(0);
    expect(sparse.reasons.interval).toBe("cut to [0, 1]");
  });

  test("takes the lower index of equally near ones", () => {
    const four = build(5, 1, (i) => (i === 4 ? -1 : 1));
    // The neighbours of 0 are 1 and 2, of 1, 2 and 3 they are 0 and the next; of 4 again 0 and 1.
    expect(knn(four, four, { k: 2 }).score).toBe(1);
  });

  test("refuses a number of neighbours that is none", () => {
    expect(() => knn(x, y, { k: 0 })).toThrow("knn: k is 0, expected a whole number of at least 1");
  });
});
