import type { Matrix } from "../../kernels/matrix.js";
import { checkLogits } from "./check-logits.js";

/**
 * Class probabilities: each row's exponentials over their sum, the row's largest logit taken off first so that nothing
 * overflows.
 *
 * @param logits - n × C, one row an example.
 * @returns n × C in [0, 1], in float64 whatever the logits; every row sums to 1.
 * @throws RangeError where a logit is not finite.
 * @example
 * const logits = { rows: 1, columns: 2, data: Float64Array.of(1000, 1000) };
 * [...softmax(logits).data]; // => [0.5, 0.5]
 */
export function softmax(logits: Matrix): Matrix {
  checkLogits("softmax", logits);
  const { rows, columns } = logits;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) exponentiateAndNormalise(logits.data, data, i * columns, columns);
  return { rows, columns, data };
}

function exponentiateAndNormalise(logits: Matrix["data"], to: Float64Array, from: number, columns: number): void {
  const end = from + columns;
  let largest = -Infinity;
  for (let at = from; at < end; at++) if ((logits[at] as number) > largest) largest = logits[at] as number;
  let sum = 0;
  for (let at = from; at < end; at++) {
    const weight = Math.exp((logits[at] as number) - largest);
    to[at] = weight;
    sum += weight;
  }
  for (let at = from; at < end; at++) to[at] = (to[at] as number) / sum;
}
