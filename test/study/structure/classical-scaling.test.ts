import { describe, expect, test } from "vitest";
import { classicalScaling } from "../../../src/study/structure/classical-scaling.js";
import golden from "../../golden/study.json" with { type: "json" };
import { close, closeAll } from "../../support/close.js";

describe("classicalScaling", () => {
  test("gives numpy's coordinates, shares and negative part", () => {
    const [plane, skew] = golden.scaling;
    for (const { distances, axes, share, negative } of [plane, skew].filter((one) => one !== undefined)) {
      const map = classicalScaling(distances);
      for (const k of [0, 1] as const)
        closeAll(
          map.points.map((point) => point[k]),
          axes[k] ?? [],
          1e-9,
        );
      close(map.share ?? Number.NaN, share, 1e-9);
      expect(Math.abs(map.negative - negative)).toBeLessThan(1e-5);
    }
    // Distances that are no points' apart: something is negative, and said.
    expect(classicalScaling(skew?.distances ?? []).negative).toBeGreaterThan(0.01);
  });

  test("shows all of what lies on a line, and keeps its distances", () => {
    const { distances } = golden.scaling[2] ?? { distances: [] };
    const { points, share } = classicalScaling(distances);
    expect(share).toBeGreaterThan(0.99999);
    for (const [i, row] of distances.entries())
      for (const [j, d] of row.entries())
        expect(Math.abs(Math.abs((points[i]?.[0] ?? 0) - (points[j]?.[0] ?? 0)) - d)).toBeLessThan(1e-5);
  });

  test("turns each axis so that its largest coordinate is positive, of equal ones the first", () => {
    const { points } = classicalScaling([0, 1, 2, 3].map((x) => [0, 1, 2, 3].map((y) => Math.abs(x - y))));
    closeAll(
      points.map(([x]) => x),
      [1.5, 0.5, -0.5, -1.5],
      1e-9,
    );
  });

  test("puts identical things on one point, with no share to speak of", () => {
    expect(classicalScaling([0, 0, 0].map(() => [0, 0, 0]))).toEqual({
      points: [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      share: null,
      negative: 0,
    });
    expect(classicalScaling([[0]])).toEqual({ points: [[0, 0]], share: null, negative: 0 });
    expect(classicalScaling([])).toEqual({ points: [], share: null, negative: 0 });
  });
});
