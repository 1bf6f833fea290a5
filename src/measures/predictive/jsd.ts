import { mean, total } from "../../kernels/mean.js";
import { permutations } from "../../kernels/random.js";
import { studentQuantile } from "../stats/student-t.js";
import { wilsonOfMean } from "../stats/wilson.js";
import { checkPair } from "./check.js";
import { distributions, divergences } from "./divergences.js";
import type { Predictions } from "./predictions.js";
import type { PredictiveScore } from "./predictive-score.js";

/** Row orders that the chance level is averaged over. */
const DRAWS = 5;
/** Carried by fewer examples than this, the mean is not nearly normal on any scale, and its spread mostly unseen. */
const FEW = 15;
/** Counts of examples nearer to each other than this differ by rounding alone. */
const ROUNDING = 1e-9;

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
 *   at 1, which is t on the log scale by the delta method; where fewer than 15 examples carry the divergences v,
 *   counted as (Σv)²/Σv², Wilson's of a mean between 0 and 1, which `reasons.interval` says; [0, 0], "identical", where
 *   the score is 0; null for n = 1.
 * @throws RangeError where the numbers of examples or classes differ, there is no example, or the seed is not whole.
 * @see Lin 1991; Kish 1965 (how many examples carry a sum)
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
  return { score, chance, ...intervalOf(values, score) };
}

function intervalOf(values: Float64Array, centre: number): Pick<PredictiveScore, "interval" | "reasons"> {
  const sum = total(values);
  const carrying = sum ** 2 / values.reduce((total, value) => total + value ** 2, 0);
  if (carrying >= FEW - ROUNDING) return { interval: logScaleInterval(values, centre), reasons: {} };
  const why = `${carrying.toFixed(1)} examples carry the divergence, fewer than ${FEW}`;
  return {
    interval: wilsonOfMean(sum, values.length),
    reasons: { interval: `${why}: Wilson's interval of the mean` },
  };
}

function logScaleInterval(values: Float64Array, centre: number): readonly [number, number] {
  const n = values.length;
  const variance = values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (n - 1);
  const factor = Math.exp((studentQuantile(0.975, n - 1) * Math.sqrt(variance / n)) / centre);
  return [centre / factor, Math.min(1, centre * factor)];
}
