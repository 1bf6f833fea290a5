import { wilson } from "../stats/wilson.js";
import { checkLabels, checkPair } from "./check.js";
import type { Predictions } from "./predictions.js";

/** How two models predict the examples of one class. */
export interface ClassAgreement {
  readonly class: number;
  /** Examples of the class, at least 1. */
  readonly n: number;
  /** Share of these with the same prediction of both, with Wilson's 95 % interval. */
  readonly agreement: { readonly score: number; readonly interval: readonly [number, number] };
  /** Share of these that each model gets right; `null` without labels. */
  readonly accuracy: { readonly a: number | null; readonly b: number | null };
}

/**
 * Agreement class by class.
 *
 * @param a - predictions for n examples among C classes.
 * @param b - another model's, for the same examples and classes.
 * @param labels - the n true classes, which say of what class an example is; `null`: then a's predictions do.
 * @returns the classes that have an example, ascending.
 * @throws RangeError where the numbers of examples or classes differ, there is no example, or a label is no class.
 * @example
 * const a = predictions({ rows: 3, columns: 2, data: Float64Array.of(1, 0, 1, 0, 0, 1) });
 * const b = predictions({ rows: 3, columns: 2, data: Float64Array.of(1, 0, 0, 1, 0, 1) });
 * classAgreement(a, b, null).map(({ agreement }) => agreement.score); // => [0.5, 1]
 */
export function classAgreement(a: Predictions, b: Predictions, labels: Int32Array | null): readonly ClassAgreement[] {
  checkPair("classAgreement", a, b);
  if (labels !== null) checkLabels("classAgreement", labels, a);
  const classes = a.logits.columns;
  const [n, same, rightA, rightB] = Array.from({ length: 4 }, () => new Int32Array(classes)) as Counts;
  (labels ?? a.classes).forEach((of, i) => {
    const [saysA, saysB] = [a.classes[i], b.classes[i]];
    add(n, of, true);
    add(same, of, saysA === saysB);
    add(rightA, of, saysA === of);
    add(rightB, of, saysB === of);
  });
  const share = (counts: Int32Array, c: number) => (counts[c] as number) / (n[c] as number);
  const right = (counts: Int32Array, c: number) => (labels === null ? null : share(counts, c));
  return Array.from(n.keys())
    .filter((c) => (n[c] as number) > 0)
    .map((c) => ({
      class: c,
      n: n[c] as number,
      agreement: { score: share(same, c), interval: wilson(same[c] as number, n[c] as number) },
      accuracy: { a: right(rightA, c), b: right(rightB, c) },
    }));
}

type Counts = [Int32Array, Int32Array, Int32Array, Int32Array];

function add(counts: Int32Array, c: number, yes: boolean): void {
  if (yes) counts[c] = (counts[c] as number) + 1;
}
