/**
 * For each example 1 where the predicted class is the label, else 0.
 *
 * @param predicted - n classes.
 * @param labels - the true classes of the same n examples.
 * @example
 * [...rightness(Int32Array.of(0, 1, 1), Int32Array.of(0, 2, 1))]; // => [1, 0, 1]
 */
export function rightness(predicted: Int32Array, labels: Int32Array): Int32Array {
  return predicted.map((c, i) => Number(c === labels[i]));
}
