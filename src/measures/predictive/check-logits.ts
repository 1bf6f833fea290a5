import type { Matrix } from "../../kernels/matrix.js";

/** Throws a RangeError unless there is a class, as many numbers as rows and columns say, and every one finite. */
export function checkLogits(caller: string, logits: Matrix): void {
  const { rows, columns, data } = logits;
  if (columns < 1) throw new RangeError(`${caller}: the logits have ${columns} columns, expected one a class`);
  if (data.length !== rows * columns) {
    throw new RangeError(`${caller}: the logits are ${rows} × ${columns} and have ${data.length} numbers`);
  }
  // By index and by difference: iterators and calls take longer than the softmax itself.
  for (let at = 0; at < data.length; at++) {
    const logit = data[at] as number;
    if (logit - logit !== 0) throw notFinite(caller, logits);
  }
}

function notFinite(caller: string, { columns, data }: Matrix): RangeError {
  const bad = data.findIndex((logit: number) => !Number.isFinite(logit));
  const place = `row ${Math.floor(bad / columns)}, column ${bad % columns}`;
  return new RangeError(`${caller}: the logit at ${place} is ${data[bad]}, expected a finite number`);
}
