import { permutations } from "../../kernels/random.js";
import { studentQuantile } from "../stats/student-t.js";
import { checkPair } from "./check.js";
import { distributions, divergences } from "./divergences.js";
import type { Predictions } from "./predictions.js";
import type { PredictiveScore } from "./predictive-score.js";

/** Row orders that the chance level is averaged over. */
const DRAWS = 5;

/** What the chance level of `jsd` is drawn with. */
export interface JsdOptions {
  /** Seed of the row orders, a whole number of 32 bits; 0 unless given. */
  readonly seed?: number;
}

/**
 * Mean Jensen–Shannon divergence, in bits, of two models' class probabilities.
 *
 * @param a - predictions for n examples among C classes; P are its probabilities.
 * @param b - another model's, for the same examples and classes; Q are its probabilities.
 * @returns score in [0, 1]: 0 where all probabilities are equal, 1 where no example has a class that both think
 *   possible. Chance is the mean over 5 seeded orders of Q's rows; null for n = 1. Interval: mean·exp(±t·se/mean), cut
 *   at 1, which is t on the log scale by the delta method; [0, 0], "identical", where the score is 0; null for n = 1.
 * @throws RangeError where the numbers of examples or classes differ, there is no example, or the seed is not whole.
 * @see Lin 1991
 * @example
 * const a = predictions({ rows: 2, columns: 2, data: Float64Array.of(0, 0, 0, 0) });
 * const b = predictions({ rows: 2, columns: 2, data: Float64Array.of(0, 0, 2000, 0) });
 * jsd(a, b).score; // => 0.15563906222956647
 */
export function jsd(a: Predictions, b: Predictions, { seed = 0 }: JsdOptions = {}): PredictiveScore {
  checkPair("jsd", a, b);
  if (!Number.isInteger(seed)) throw new RangeError(`jsd: the seed is ${seed}, expected a whole number`);
  const [p, q] = [distributions(a.probabilities), distributions(b.probabilities)];
  const values = divergences(p, q);
  const score = mean(values);
  const n = values.length;
  if (n === 1) {
    const reasons = { chance: "one example has no other order", interval: "one example has no spread" };
    return { score, chance: null, interval: null, reasons };
  }
  const orders = permutations(n, DRAWS, seed);
  const chance = mean(Float64Array.from(orders, (order) => mean(divergences(p, q, order))));
  if (score === 0) return { score, chance, interval: [0, 0], reasons: { interval: "identical" } };
  return { score, chance, interval: logScaleInterval(values, score), reasons: {} };
}

function logScaleInterval(values: Float64Array, centre: number): readonly [number, number] {
  const n = values.length;
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1);
  const factor = Math.exp((studentQuantile(0.975, n - 1) * Math.sqrt(variance / n)) / centre);
  return [centre / factor, Math.min(1, centre * factor)];
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
