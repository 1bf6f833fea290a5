/**
 * Share of the examples whose predicted class is their label.
 *
 * @param predicted - n classes.
 * @param labels - the true classes of the same n examples.
 * @returns in [0, 1]; 1 where every prediction is right.
 * @throws RangeError where the lengths differ or are 0.
 * @example
 * accuracy(Int32Array.of(0, 1, 1, 2), Int32Array.of(0, 1, 2, 2)); // => 0.75
 */
export function accuracy(predicted: Int32Array, labels: Int32Array): number {
  const n = predicted.length;
  if (n !== labels.length) {
    throw new RangeError(`accuracy: there are ${n} predictions and ${labels.length} labels`);
  }
  if (n === 0) throw new RangeError("accuracy: there are 0 predictions, expected at least 1");
  return predicted.filter((predictedClass, i) => predictedClass === labels[i]).length / n;
}
