import { confusion, countClasses } from "./confusion.js";
import type { Predictions } from "./predictions.js";

/** How two models' wrong answers coincide. */
export interface Coincidence {
  /** Examples that both miss. */
  readonly missed: number;
  /** Of these, the ones to which both give the same class. */
  readonly same: number;
  /** The share that would be the same were the answers independent; null where nothing is missed by both. */
  readonly expected: number | null;
}

/**
 * Counts the examples that two models both miss, and what independence would make of them.
 *
 * Independent answers follow each model's class shares w over these examples, apart from the label, which a wrong answer
 * cannot be: the mean over the examples, y their label, of Σ_{c≠y} w_A(c)·w_B(c) / ((1 − w_A(y))·(1 − w_B(y))).
 * It is 1 for two classes and 1/(C − 1) where every class is equally frequent. The formula is ours.
 */
export function coincidence(a: Predictions, b: Predictions, labels: Int32Array): Coincidence {
  const missedByBoth = (_: number, i: number) => a.classes[i] !== labels[i] && b.classes[i] !== labels[i];
  const classes = a.logits.columns;
  const table = confusion(a.classes.filter(missedByBoth), b.classes.filter(missedByBoth), classes);
  if (table.n === 0) return { missed: 0, same: 0, expected: null };
  const total = countClasses(labels.filter(missedByBoth), classes).reduce((sum, count, y) => {
    if (count === 0) return sum;
    const [saysA, saysB] = [table.ofA[y] as number, table.ofB[y] as number];
    return sum + (count * (table.matched - saysA * saysB)) / ((table.n - saysA) * (table.n - saysB));
  }, 0);
  return { missed: table.n, same: table.same, expected: total / table.n };
}
