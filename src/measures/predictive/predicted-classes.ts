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
  const classes = new Int32Array(rows);
  for (let i = 0; i < rows; i++) classes[i] = largestAt(data, i * columns, columns);
  return classes;
}

function largestAt(data: Matrix["data"], from: number, columns: number): number {
  let largest = 0;
  for (let c = 1; c < columns; c++) if ((data[from + c] as number) > (data[from + largest] as number)) largest = c;
  return largest;
}
