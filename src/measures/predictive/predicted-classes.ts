import type { Matrix } from "../../kernels/matrix.js";
import { checkLogits } from "./check-logits.js";

/**
 * The class of the largest logit of each row; of equal ones the lower class.
 *
 * @param logits - n × C, one row an example.
 * @returns n classes in 0…C−1.
 * @throws RangeError where a logit is not finite.
 * @example
 * const logits = { rows: 2, columns: 3, data: Float64Array.of(0, 2, 1, 5, 5, 0) };
 * [...predictedClasses(logits)]; // => [1, 0]
 */
export function predictedClasses(logits: Matrix): Int32Array {
  checkLogits("predictedClasses", logits);
  const { rows, columns, data } = logits;
  return Int32Array.from({ length: rows }, (_, i) => largestAt(data.subarray(i * columns, (i + 1) * columns)));
}

function largestAt(row: Matrix["data"]): number {
  let largest = -Infinity;
  for (const logit of row) largest = Math.max(largest, logit);
  return row.indexOf(largest);
}
