import { describe, expect, test } from "vitest";
import { permutation, uniforms } from "../../../src/kernels/random.js";
import { distributions, divergences } from "../../../src/measures/predictive/divergences.js";
import { softmax } from "../../../src/measures/predictive/softmax.js";

/** Probabilities of n examples, of spread logits, rows of every confidence. */
function spread(n: number, classes: number, seed: number) {
  const data = uniforms(n * classes, seed).map((u, at) => 40 * u * ((Math.floor(at / classes) % 7) / 6));
  return softmax({ rows: n, columns: classes, data });
}

/** The mean of the relative entropies from the mean of the two rows. */
function byDefinition(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, left, c) => {
    const right = q[c] ?? Number.NaN;
    const bits = (share: number) => (share === 0 ? 0 : (share / 2) * Math.log2((2 * share) / (left + right)));
    return sum + bits(left) + bits(right);
  }, 0);
}

/** Term by term, every term at least 0. */
function termwise(p: Float64Array, q: Float64Array): number {
  return p.reduce((sum, left, c) => {
    const right = q[c] ?? Number.NaN;
    const [total, d] = [left + right, (left - right) / (left + right)];
    if (total === 0) return sum;
    return sum + (total / 2) * (Math.abs(d) === 1 ? 1 : (d * Math.atanh(d) + Math.log1p(-d * d) / 2) / Math.LN2);
  }, 0);
}

describe("divergences", () => {
  const [n, classes] = [60, 25];
  const [p, q] = [spread(n, classes, 1), spread(n, classes, 2)];
  const row = (of: typeof p, i: number) => Float64Array.from(of.data.subarray(i * classes, (i + 1) * classes));

  test("pair the rows in the order asked for, to 1e-13", () => {
    const order = permutation(n, 3);
    for (const [at, values] of [
      [(i: number) => i, divergences(distributions(p), distributions(q))],
      [(i: number) => order[i] ?? -1, divergences(distributions(p), distributions(q), order)],
    ] as const)
      for (const [i, value] of values.entries()) {
        expect(Math.abs(value - byDefinition(row(p, i), row(q, at(i))))).toBeLessThan(1e-13);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
  });

  test("keep their digits however near the rows are", () => {
    for (const gap of [1e-2, 1e-4, 1e-7]) {
      const near = { ...p, data: softmax({ ...p, data: p.data.map((v, at) => Math.log(v) + (at % 2) * gap) }).data };
      for (const [i, value] of divergences(distributions(p), distributions(near)).entries())
        expect(Math.abs(value / termwise(row(p, i), row(near, i)) - 1)).toBeLessThan(1e-9);
    }
  });

  test("are exactly 0 of a row and itself, and 1 of rows without a class in common", () => {
    expect(divergences(distributions(p), distributions(p))).toEqual(new Float64Array(n));
    const certain = (...data: number[]) => distributions({ rows: 1, columns: 3, data: Float64Array.from(data) });
    expect(divergences(certain(0.3, 0.7, 0), certain(0, 0, 1))[0]).toBeCloseTo(1, 15);
  });
});
