import type { Predictions } from "./predictions.js";

/** Throws a RangeError unless both are predictions of the same number, not 0, of examples among the same classes. */
export function checkPair(caller: string, a: Predictions, b: Predictions): void {
  const [left, right] = [a.logits, b.logits];
  if (left.rows !== right.rows) {
    throw new RangeError(`${caller}: a has ${left.rows} examples and b has ${right.rows}`);
  }
  if (left.columns !== right.columns) {
    throw new RangeError(`${caller}: a has ${left.columns} classes and b has ${right.columns}`);
  }
  if (left.rows === 0) throw new RangeError(`${caller}: a and b have 0 examples, expected at least 1`);
}

/** Throws a RangeError unless there is a label an example and each is a class. */
export function checkLabels(caller: string, labels: Int32Array, { logits }: Predictions): void {
  if (labels.length !== logits.rows) {
    throw new RangeError(`${caller}: there are ${labels.length} labels for ${logits.rows} examples`);
  }
  const bad = labels.findIndex((label) => label < 0 || label >= logits.columns);
  if (bad < 0) return;
  const expected = `a class in 0…${logits.columns - 1}`;
  throw new RangeError(`${caller}: the label of example ${bad} is ${labels[bad]}, expected ${expected}`);
}
