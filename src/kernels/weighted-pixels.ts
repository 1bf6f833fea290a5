/** Fractional bits of weights: what 32 bits leave beside a byte and two bits for sums that overshoot. */
export const WEIGHT_BITS = 32 - 8 - 2;
const HALF = 2 ** (WEIGHT_BITS - 1);

/** Which old pixels make each new one along an axis, and how much each counts. */
export interface Taps {
  /** The first old pixel of each new one. */
  readonly first: Int32Array;
  /** How many old pixels, from the first on, make each new one. */
  readonly count: Int32Array;
  /** For each new pixel `most` weights in units of 2⁻²², of which the first `count` matter. */
  readonly weights: Int32Array;
  readonly most: number;
}

/** A plane of bytes as lines along the axis that is made anew. */
interface Lines {
  readonly bytes: Uint8Array;
  /** From a pixel to the next of its line, and from a line to the next. */
  readonly along: number;
  readonly across: number;
}

/**
 * Makes each row of a plane anew: weighted sums of its bytes, rounded and cut to bytes.
 *
 * @param plane - whole rows of `width` bytes.
 * @param result - as many rows, of one byte for each new pixel.
 */
export function weighRows(plane: Uint8Array, width: number, taps: Taps, result: Uint8Array): void {
  const { length } = taps.first;
  const rows = plane.length / width;
  const whole = rows - (rows % 4);
  const from = { bytes: plane, along: 1, across: width };
  const to = { bytes: result, along: 1, across: length };
  for (let row = 0; row < whole; row += 4) for (let i = 0; i < length; i++) weighFour(from, row, taps, i, to);
  for (let row = whole; row < rows; row++) for (let i = 0; i < length; i++) weighOne(from, row, taps, i, to);
}

/**
 * Makes each column of a plane anew.
 *
 * @param plane - rows of `width` bytes.
 * @param result - one row of `width` bytes for each new pixel.
 */
export function weighColumns(plane: Uint8Array, width: number, taps: Taps, result: Uint8Array): void {
  const { length } = taps.first;
  const whole = width - (width % 4);
  const from = { bytes: plane, along: width, across: 1 };
  const to = { bytes: result, along: width, across: 1 };
  for (let i = 0; i < length; i++) {
    for (let column = 0; column < whole; column += 4) weighFour(from, column, taps, i, to);
    for (let column = whole; column < width; column++) weighOne(from, column, taps, i, to);
  }
}

/** New pixel i of four lines: together, since reading a weight takes as long as using it. */
function weighFour(from: Lines, line: number, taps: Taps, i: number, to: Lines): void {
  const { first, count, weights, most } = taps;
  const { bytes, along, across } = from;
  const start = i * most;
  const end = start + count[i]!;
  let at = line * across + first[i]! * along;
  let a = HALF;
  let b = HALF;
  let c = HALF;
  let d = HALF;
  for (let k = start; k < end; k++) {
    const weight = weights[k]!;
    a = (a + Math.imul(weight, bytes[at]!)) | 0;
    b = (b + Math.imul(weight, bytes[at + across]!)) | 0;
    c = (c + Math.imul(weight, bytes[at + 2 * across]!)) | 0;
    d = (d + Math.imul(weight, bytes[at + 3 * across]!)) | 0;
    at += along;
  }
  const made = line * to.across + i * to.along;
  to.bytes[made] = byte(a);
  to.bytes[made + to.across] = byte(b);
  to.bytes[made + 2 * to.across] = byte(c);
  to.bytes[made + 3 * to.across] = byte(d);
}

function weighOne(from: Lines, line: number, { first, count, weights, most }: Taps, i: number, to: Lines): void {
  let at = line * from.across + first[i]! * from.along;
  let sum = HALF;
  for (let j = 0; j < count[i]!; j++, at += from.along) sum += weights[i * most + j]! * from.bytes[at]!;
  to.bytes[line * to.across + i * to.along] = byte(sum);
}

function byte(sum: number): number {
  const value = sum >> WEIGHT_BITS;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
