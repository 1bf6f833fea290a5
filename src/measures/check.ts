import type { Matrix } from "../kernels/matrix.js";

/** Throws the RangeError of two representations that a measure cannot compare, `x` and `y` by name. */
export function checkPair(measure: string, x: Matrix, y: Matrix, minimumExamples: number): void {
  checkSameExamples(measure, x.rows, y.rows);
  checkRepresentation(measure, "x", x, minimumExamples);
  checkRepresentation(measure, "y", y, minimumExamples);
}

/** Throws the RangeError of two representations with different numbers of examples. */
export function checkSameExamples(measure: string, inX: number, inY: number): void {
  if (inX !== inY) throw new RangeError(`${measure}: x has ${plural(inX, "example")} and y has ${inY}`);
}

/** Throws the RangeError of a representation that a measure cannot take: its shape, its size or one of its values. */
export function checkRepresentation(measure: string, name: string, x: Matrix, minimumExamples: number): void {
  checkShape(measure, name, x, minimumExamples);
  checkFinite(measure, name, x);
}

/** Throws the RangeError of a shape or a size that a measure cannot take. */
export function checkShape(measure: string, name: string, x: Matrix, minimumExamples: number): void {
  const { rows, columns, data } = x;
  if (data.length !== rows * columns) {
    throw new RangeError(`${measure}: ${name} is ${rows} × ${columns} but holds ${plural(data.length, "value")}`);
  }
  if (rows < minimumExamples) {
    throw new RangeError(`${measure}: ${name} has ${plural(rows, "example")}, expected at least ${minimumExamples}`);
  }
  if (columns === 0) throw new RangeError(`${measure}: ${name} has no features, expected at least one column`);
}

/** Throws the RangeError of a value that is not finite. */
export function checkFinite(measure: string, name: string, { columns, data }: Matrix): void {
  const at = firstNotFinite(data);
  if (at < 0) return;
  const [row, column] = [Math.floor(at / columns), at % columns];
  throw new RangeError(
    `${measure}: ${name} is ${data[at]} at row ${row}, column ${column} (both from 0), expected a finite number`,
  );
}

/** A plain loop: millions of numbers are looked at, mostly in vain. */
function firstNotFinite(data: Float32Array | Float64Array): number {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return i;
  return -1;
}

function plural(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
