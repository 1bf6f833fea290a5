import { describe, expect, test } from "vitest";
import { cka } from "../../src/measures/cka.js";
import { ckaRbf } from "../../src/measures/cka-rbf.js";
import { build, gaussian } from "../kernels/matrices.js";
import { close } from "../support/close.js";

describe("cka-rbf", () => {
  test("nears linear cka as the bandwidth grows", () => {
    const [x, y] = [gaussian(30, 3, 1), gaussian(30, 4, 1)];
    close(ckaRbf(x, y, { bandwidth: 100 }).score ?? 2, cka(x, y).score ?? 3, 1e-3);
  });

  test("sees a circle that linear cka does not", () => {
    const turn = (i: number) => (2 * Math.PI * i) / 40;
    const [circle, twice] = [1, 2].map((k) => build(40, 2, (i, j) => Math.cos(k * turn(i) - (j * Math.PI) / 2)));
    if (!circle || !twice) throw new Error("no circles");
    expect(Math.abs(cka(circle, twice).score ?? 1)).toBeLessThan(0.1);
    expect(ckaRbf(circle, twice, { bandwidth: 0.2 }).score).toBeGreaterThan(0.3);
  });

  test("records the bandwidths in the representations' own units", () => {
    const x = build(5, 1, (i) => 1e-200 * ([1, 2, 3, 5, 8][i] ?? 0));
    close(ckaRbf(x, x).details?.bandwidthX ?? 0, 3e-200, 1e-12);
  });

  test("is null where half of the pairs coincide", () => {
    const x = build(9, 2, (i, j) => (i < 7 ? 1 : i * j));
    expect(ckaRbf(gaussian(9, 2, 1), x).reasons.score).toBe(
      "the median distance is 0: half of the pairs of examples coincide",
    );
  });

  test("of four examples has no interval; of identical ones it is [1, 1]", () => {
    const [x, y] = [gaussian(4, 2, 1), gaussian(4, 2, 2)];
    expect(ckaRbf(x, y).reasons.interval).toBe("leaving one out needs at least 5 examples, found 4");
    expect(ckaRbf(x, x).interval).toEqual([1, 1]);
  });

  test("refuses a bandwidth that is not positive", () => {
    const x = gaussian(5, 2, 1);
    for (const bandwidth of [0, -1, Infinity, Number.NaN])
      expect(() => ckaRbf(x, x, { bandwidth })).toThrow(`cka-rbf: bandwidth is ${bandwidth}, expected a positive`);
  });
});
