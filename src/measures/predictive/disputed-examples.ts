import { checkPair } from "./check.js";
import { distributions, divergences } from "./divergences.js";
import type { Predictions } from "./predictions.js";

/** What one model says of an example: its class and the probability that it gives it. */
interface Verdict {
  readonly class: number;
  readonly probability: number;
}

/** An example to which two models give different classes. */
export interface DisputedExample {
  /** From 0. */
  readonly index: number;
  readonly a: Verdict;
  readonly b: Verdict;
  /** Jensen–Shannon divergence of the two models' probabilities for it, in bits. */
  readonly jsd: number;
}

/**
 * The examples that two models disagree on most: of those that they put into different classes the ones whose class
 * probabilities diverge most.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @param count - how many at most.
 * @returns the largest divergence first, ties by order; empty where all predictions agree.
 * @throws RangeError where the numbers of examples or classes differ, or there is no example.
 * @example
 * const a = predictions({ rows: 3, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1) });
 * const b = predictions({ rows: 3, columns: 2, data: Float64Array.of(0, 1, 0, 9, 0, 9) });
 * disputedExamples(a, b, 10).map(({ index }) => index); // => [1, 0]
 */
export function disputedExamples(a: Predictions, b: Predictions, count: number): readonly DisputedExample[] {
  checkPair("disputedExamples", a, b);
  const jsd = divergences(distributions(a.probabilities), distributions(b.probabilities));
  const at = (values: Float64Array, index: number) => values[index] as number;
  return Array.from(jsd.keys())
    .filter((i) => a.classes[i] !== b.classes[i])
    .sort((i, j) => at(jsd, j) - at(jsd, i) || i - j)
    .slice(0, count)
    .map((index) => ({ index, a: verdict(a, index), b: verdict(b, index), jsd: at(jsd, index) }));
}

function verdict({ classes, probabilities: { columns, data } }: Predictions, index: number): Verdict {
  const predicted = classes[index] as number;
  return { class: predicted, probability: data[index * columns + predicted] as number };
}
