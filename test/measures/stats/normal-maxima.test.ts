import { describe, expect, test } from "vitest";
import { normalCdf, normalQuantile } from "../../../src/measures/stats/normal.js";
import { normalExtremes, normalMaxima, standardNormals } from "../../../src/measures/stats/normal-maxima.js";

const DRAWS = 20_000;
/** The share of the maxima below z. */
const share = (maxima: Float64Array, z: number) => maxima.filter((value) => value < z).length / maxima.length;

describe("normalMaxima", () => {
  test("of independent variables are below z with probability Φ(z)^L", () => {
    const unit = [0, 1, 2, 3].map((k) => [0, 1, 2, 3].map((l) => Number(k === l)));
    const maxima = normalMaxima(unit, DRAWS, 1);
    for (const z of [0, 1, 2]) expect(Math.abs(share(maxima, z) - normalCdf(z) ** 4)).toBeLessThan(0.012);
  });

  test("of one variable many times are that variable", () => {
    const ones = [0, 1, 2].map(() => [1, 1, 1]);
    const maxima = normalMaxima(ones, DRAWS, 2);
    for (const p of [0.1, 0.5, 0.9]) expect(Math.abs(share(maxima, normalQuantile(p)) - p)).toBeLessThan(0.012);
  });

  test("of two correlated variables have the mean √((1 − r)/π)", () => {
    const maxima = normalMaxima(
      [
        [1, 0.6],
        [0.6, 1],
      ],
      DRAWS,
      3,
    );
    const mean = maxima.reduce((sum, value) => sum + value, 0) / DRAWS;
    expect(Math.abs(mean - Math.sqrt(0.4 / Math.PI))).toBeLessThan(0.03);
  });

  test("ascend, and are the same for the same seed alone", () => {
    const draw = (seed: number) => [
      ...normalMaxima(
        [
          [1, 0],
          [0, 1],
        ],
        50,
        seed,
      ),
    ];
    expect(draw(7)).toEqual([...draw(7)].sort((x, y) => x - y));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
});

describe("normalExtremes", () => {
  test("are the largest and the largest in size of each draw", () => {
    const standard = Float64Array.of(-2, 1, 0.5, -0.5, 3);
    const { maxima, magnitudes } = normalExtremes(
      [
        [1, 0],
        [0, 1],
      ],
      standard,
    );
    expect(maxima).toEqual(Float64Array.of(0.5, 1));
    expect(magnitudes).toEqual(Float64Array.of(0.5, 2));
  });

  test("of two opposite variables have the same maxima and magnitudes", () => {
    const { maxima, magnitudes } = normalExtremes(
      [
        [1, -1],
        [-1, 1],
      ],
      standardNormals(200, 5),
    );
    expect(maxima).toEqual(magnitudes);
  });
});
