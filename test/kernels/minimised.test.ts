import { describe, expect, test } from "vitest";
import { minimised } from "../../src/kernels/minimised.js";

const ENDING = { tolerance: 1e-10, mostSteps: 200 };

describe("minimised", () => {
  test("finds the middle of a long narrow bowl", () => {
    const curvatures = Float64Array.from({ length: 30 }, (_, i) => 10 ** (-i / 12));
    const bowl = (x: Float64Array) => ({
      value: x.reduce((sum, value, i) => sum + ((curvatures[i] ?? 0) * (value - i) ** 2) / 2, 0),
      gradient: x.map((value, i) => (curvatures[i] ?? 0) * (value - i)),
    });
    const { at, converged, steps } = minimised(bowl, new Float64Array(30), ENDING);
    expect(converged).toBe(true);
    expect(steps).toBeLessThan(150);
    for (const [i, value] of at.entries()) expect(value).toBeCloseTo(i, 3);
  });

  test("halves steps that go too far", () => {
    const steep = ([x = 0]: Float64Array) => ({
      value: Math.cosh(3 * x),
      gradient: Float64Array.of(3 * Math.sinh(3 * x)),
    });
    const { at, converged } = minimised(steep, Float64Array.of(2), ENDING);
    expect(converged).toBe(true);
    expect(at[0]).toBeCloseTo(0, 9);
  });

  test("says where it was stopped before the end", () => {
    const slope = ([x = 0]: Float64Array) => ({ value: Math.exp(-x), gradient: Float64Array.of(-Math.exp(-x)) });
    const { at, steps, converged } = minimised(slope, Float64Array.of(0), { tolerance: 1e-12, mostSteps: 4 });
    expect({ steps, converged }).toEqual({ steps: 4, converged: false });
    expect(at[0]).toBeGreaterThan(1);
  });

  test("stays where it starts on level ground", () => {
    const level = (x: Float64Array) => ({ value: 1, gradient: new Float64Array(x.length) });
    expect(minimised(level, Float64Array.of(5), ENDING)).toEqual({
      at: Float64Array.of(5),
      value: 1,
      steps: 0,
      converged: true,
    });
  });
});
