import { describe, expect, test } from "vitest";
import type { Float64Matrix } from "../../src/kernels/float64-matrix.js";
import { permutations } from "../../src/kernels/random.js";
import { bestMatches, matchMaxima } from "../../src/measures/best-matches.js";
import type { CkaCell } from "../../src/measures/cka-cells.js";
import { ckaMap } from "../../src/measures/cka-map.js";
import { at, build, gaussian } from "../kernels/matrices.js";
import { reordered } from "./ucentred/brute-force.js";

/** Layers that build on one another, as those of a network do. */
function chain(n: number, length: number, seed: number): Float64Matrix[] {
  const layers = [gaussian(n, 5, seed)];
  for (let k = 1; k < length; k++) {
    const [before, own] = [layers[k - 1] ?? gaussian(n, 5, 0), gaussian(n, 5, seed + k)];
    layers.push(build(n, 5, (i, j) => at(before, i, j) + 0.5 * at(own, i, j)));
  }
  return layers;
}

/** A's rows, B's columns, and B with itself. */
async function maps(a: readonly Float64Matrix[], b: readonly Float64Matrix[]): Promise<[CkaCell[][], CkaCell[][]]> {
  const { cells } = await ckaMap([...a, ...b]);
  const all = cells.map((row) => row.slice(a.length));
  return [all.slice(0, a.length), all.slice(a.length)];
}

describe("bestMatches", () => {
  test("finds the layer with the largest score of each row", async () => {
    const b = chain(50, 6, 1);
    const [cells, others] = await maps([b[2] ?? gaussian(50, 5, 0), gaussian(50, 3, 77)], b);
    const [own] = bestMatches(cells, matchMaxima(others, 0));
    expect(own?.index).toBe(2);
    expect(own?.score).toBeCloseTo(1, 12);
    expect(own?.pValue).toBe(0.001);
  });

  test("gives the p-value that shuffling the examples of one side for all layers gives", async () => {
    const n = 40;
    const b = chain(n, 6, 21);
    const a = build(n, 4, (i, j) => 0.35 * at(b[1] ?? b[0] ?? gaussian(n, 5, 0), i, j) + at(gaussian(n, 4, 5), i, j));
    const [cells, others] = await maps([a], b);
    const [best] = bestMatches(cells, matchMaxima(others, 3));
    const smallest = ([row = []]: CkaCell[][]) => Math.min(...row.map(({ tail }) => tail ?? 1));
    const found = smallest(cells);
    const shuffles: number[] = [];
    for (const order of permutations(n, 400, 11)) shuffles.push(smallest((await maps([reordered(a, order)], b))[0]));
    const expected = (1 + shuffles.filter((tail) => tail <= found).length) / 401;
    // Four standard errors of 400 draws.
    const error = 4 * Math.sqrt((expected * (1 - expected)) / 400);
    expect(expected).toBeGreaterThan(0.02);
    expect(Math.abs((best?.pValue ?? Number.NaN) - expected)).toBeLessThan(error);
  });

  test("raises the alarm as often as it says on unrelated layers, and without correction far more often", async () => {
    const runs = 120;
    let [alarms, uncorrected] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const [cells, others] = await maps([gaussian(40, 6, 1000 + run)], chain(40, 8, 5000 + 10 * run));
      if ((bestMatches(cells, matchMaxima(others, run))[0]?.pValue ?? 1) <= 0.05) alarms++;
      if (Math.min(...(cells[0] ?? []).map(({ tail }) => tail ?? 1)) <= 0.05) uncorrected++;
    }
    // Binomial(120, .05): more than 14 alarms have a probability below .001.
    expect(alarms).toBeLessThanOrEqual(14);
    expect(uncorrected).toBeGreaterThan(alarms);
  });

  test("is null where a row has no score", async () => {
    const [cells, others] = await maps([build(20, 2, () => 1)], chain(20, 2, 1));
    expect(bestMatches(cells, matchMaxima(others, 0))).toEqual([null]);
  });
});
