import type { Matrix } from "../../kernels/matrix.js";
import { checkLogits } from "./check-logits.js";

/**
 * Mean cross-entropy in nats: −log of the probability that the softmax of the logits gives to the label.
 *
 * @param logits - n × C, one row an example.
 * @param labels - the n true classes.
 * @returns at least 0; 0 where every label has probability 1, log C where all classes are equally likely.
 * @throws RangeError where there is no example, a logit is not finite, the numbers of examples differ or a label is no
 *   class.
 * @example
 * crossEntropy({ rows: 1, columns: 2, data: Float64Array.of(3, 3) }, Int32Array.of(1)); // => 0.6931471805599453
 */
export function crossEntropy(logits: Matrix, labels: Int32Array): number {
  checkLogits("crossEntropy", logits);
  const { rows, columns, data } = logits;
  if (rows === 0) throw new RangeError("crossEntropy: there are 0 examples, expected at least 1");
  if (labels.length !== rows) throw new RangeError(`crossEntropy: there are ${labels.length} labels for ${rows} rows`);
  let sum = 0;
  for (const [i, label] of labels.entries()) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    const logit = row[label];
    if (logit === undefined) throw noClass(i, label, columns);
    sum += logOfSum(row) - logit;
  }
  return sum / rows;
}

/** log Σ exp, the largest taken out first so that nothing overflows. */
function logOfSum(row: Matrix["data"]): number {
  let largest = -Infinity;
  for (const logit of row) largest = Math.max(largest, logit);
  let sum = 0;
  for (const logit of row) sum += Math.exp(logit - largest);
  return largest + Math.log(sum);
}

function noClass(i: number, label: number, classes: number): RangeError {
  return new RangeError(`crossEntropy: the label of example ${i} is ${label}, expected a class in 0…${classes - 1}`);
}
