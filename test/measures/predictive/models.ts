import fc from "fast-check";
import { permutations } from "../../../src/kernels/random.js";
import { type Predictions, predictions } from "../../../src/measures/predictive/predictions.js";

/** A model that gives these classes, each with the same confidence. */
export function saying(classes: readonly number[], count: number): Predictions {
  const data = Float64Array.from(classes.flatMap((c) => Array.from({ length: count }, (_, k) => Number(k === c))));
  return predictions({ rows: classes.length, columns: count, data });
}

/** Two models of the same examples and their labels. */
export interface Pair {
  readonly a: Predictions;
  readonly b: Predictions;
  readonly labels: Int32Array;
  readonly classes: number;
}

/** Pairs of 1 to 60 examples and 1 to 5 classes, alike to some degree; no two logits of a model are equal. */
export const pairs: fc.Arbitrary<Pair> = fc
  .record({
    classes: fc.integer({ min: 1, max: 5 }),
    n: fc.integer({ min: 1, max: 60 }),
    alike: fc.constantFrom(0, 0.5, 0.9, 1),
    seed: fc.nat(),
  })
  .map(({ classes, n, alike, seed }) => {
    const size = n * classes;
    const [first = [], second = [], third = []] = permutations(size, 3, seed);
    const a = Float64Array.from(first, (rank) => (6 * rank) / size - 3);
    const other = Float64Array.from(second, (rank) => (6 * rank) / size - 3);
    const b = a.map((logit, k) => alike * logit + (1 - alike) * (other[k] ?? Number.NaN) + k * 1e-9);
    const model = (data: Float64Array) => predictions({ rows: n, columns: classes, data });
    return { a: model(a), b: model(b), labels: Int32Array.from(third.slice(0, n), (rank) => rank % classes), classes };
  });
