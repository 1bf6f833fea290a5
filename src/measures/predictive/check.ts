import type { Matrix } from "../../kernels/matrix.js";
import type { Predictions } from "./predictions.js";

/** Throws a RangeError unless there is a class, as many numbers as rows and columns say, and every one finite. */
export function checkLogits(caller: string, logits: Matrix): void {
  const { rows, columns, data } = logits;
  if (columns < 1) throw new RangeError(`${caller}: the logits have ${columns} columns, expected one a class`);
  if (data.length !== rows * columns) {
    throw new RangeError(`${caller}: the logits are ${rows} × ${columns} and have ${data.length} numbers`);
  }
  for (const logit of data) if (!Number.isFinite(logit)) throw notFinite(caller, logits);
}

function notFinite(caller: string, { columns, data }: Matrix): RangeError {
  const bad = data.findIndex((logit: number) => !Number.isFinite(logit));
  const place = `row ${Math.floor(bad / columns)}, column ${bad % columns}`;
  return new RangeError(`${caller}: the logit at ${place} is ${data[bad]}, expected a finite number`);
}

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
