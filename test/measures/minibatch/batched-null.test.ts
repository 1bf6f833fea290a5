import { describe, expect, test } from "vitest";
import { permutations } from "../../../src/kernels/random.js";
import { batched, batchedScore } from "../../../src/measures/minibatch/batched.js";
import { batchedNull } from "../../../src/measures/minibatch/batched-null.js";
import { permutationNull } from "../../../src/measures/ucentred/permutation-null.js";
import { gaussian } from "../../kernels/matrices.js";
import { naiveCentred, reordered } from "../ucentred/brute-force.js";

const [x, y] = [naiveCentred(gaussian(30, 2, 1)), naiveCentred(gaussian(30, 3, 2))];
const thirds = { rows: [0, 10, 20].map((from) => Uint32Array.from({ length: 10 }, (_, i) => from + i)), dropped: 0 };

describe("the null of batches", () => {
  test("has the quantile of 4,000 permutations within the batches", () => {
    const [a, b] = [batched(x, thirds), batched(y, thirds)];
    const within = permutations(10, 12_000, 1);
    const scores = Float64Array.from({ length: 4000 }, (_, draw) => {
      const order = [0, 10, 20].flatMap((from, k) => Array.from(within[3 * draw + k] ?? [], (i) => from + i));
      return batchedScore(a, batched(reordered(y, order), thirds)) ?? Number.NaN;
    }).sort();
    const spread = Math.sqrt(scores.reduce((sum, value) => sum + value ** 2, 0) / 4000);
    const { threshold } = batchedNull(0, a, b);
    expect(Math.abs(threshold - (scores[3800] ?? 0))).toBeLessThan(0.15 * spread);
    const above = scores.filter((value) => value >= spread).length / 4000;
    expect(Math.abs(batchedNull(spread, a, b).pValue - above)).toBeLessThan(0.03);
  });

  test("of one batch is that of debiased CKA", () => {
    const whole = { rows: [Uint32Array.from({ length: 30 }, (_, i) => i)], dropped: 0 };
    const [a, b] = [batched(x, whole), batched(y, whole)];
    const [left, right] = [a.batches[0], b.batches[0]];
    expect(left && right && permutationNull(0.1, left, right)).toEqual(batchedNull(0.1, a, b));
  });
});
