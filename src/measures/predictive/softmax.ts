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
  const data = Float64Array.from(logits.data);
  for (let i = 0; i < rows; i++) exponentiateAndNormalise(data.subarray(i * columns, (i + 1) * columns));
  return { rows, columns, data };
}

function exponentiateAndNormalise(row: Float64Array): void {
  let largest = -Infinity;
  for (const logit of row) largest = Math.max(largest, logit);
  let sum = 0;
  for (let c = 0; c < row.length; c++) {
    const weight = Math.exp((row[c] as number) - largest);
    row[c] = weight;
    sum += weight;
  }
  for (let c = 0; c < row.length; c++) row[c] = (row[c] as number) / sum;
}
