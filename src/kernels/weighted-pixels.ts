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

/**
 * Makes each row of a plane anew: weighted sums of its bytes, rounded and cut to bytes.
 *
 * @param plane - whole rows of `width` bytes.
 * @param result - as many rows, of one byte for each new pixel.
 */
export function weighRows(plane: Uint8Array, width: number, taps: Taps, result: Uint8Array): void {
  const { first, count, weights, most } = taps;
  let filled = 0;
  for (let row = 0; row < plane.length; row += width) {
    for (let i = 0; i < first.length; i++) {
      const [at, k, c] = [row + first[i]!, i * most, count[i]!];
      let sum = HALF;
      let j = 0;
      // Four at a time: a loop an old pixel costs as much as the product.
      for (; j + 3 < c; j += 4)
        sum +=
          weights[k + j]! * plane[at + j]! +
          weights[k + j + 1]! * plane[at + j + 1]! +
          weights[k + j + 2]! * plane[at + j + 2]! +
          weights[k + j + 3]! * plane[at + j + 3]!;
      for (; j < c; j++) sum += weights[k + j]! * plane[at + j]!;
      result[filled++] = byte(sum);
    }
  }
}

/**
 * Makes each column of a plane anew, a row of results at a time.
 *
 * @param plane - rows of `width` bytes.
 * @param result - one row of `width` bytes for each new pixel.
 */
export function weighColumns(plane: Uint8Array, width: number, taps: Taps, result: Uint8Array): void {
  const { first, count, weights, most } = taps;
  const sums = new Int32Array(width);
  for (let i = 0; i < first.length; i++) {
    sums.fill(HALF);
    const [k, c] = [i * most, count[i]!];
    let row = first[i]! * width;
    let j = 0;
    for (; j + 3 < c; j += 4, row += 4 * width) {
      const [u, v, w, z] = [weights[k + j]!, weights[k + j + 1]!, weights[k + j + 2]!, weights[k + j + 3]!];
      const [second, third, fourth] = [row + width, row + 2 * width, row + 3 * width];
      for (let x = 0; x < width; x++)
        sums[x]! += u * plane[row + x]! + v * plane[second + x]! + w * plane[third + x]! + z * plane[fourth + x]!;
    }
    for (; j < c; j++, row += width) {
      const weight = weights[k + j]!;
      for (let x = 0; x < width; x++) sums[x]! += weight * plane[row + x]!;
    }
    for (let x = 0, at = i * width; x < width; x++) result[at + x] = byte(sums[x]!);
  }
}

function byte(sum: number): number {
  const value = sum >> WEIGHT_BITS;
  return value < 0 ? 0 : value > 255 ? 255 : value;
}
