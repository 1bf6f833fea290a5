const asFloat = new Float32Array(1);
const asBits = new Uint32Array(asFloat.buffer);

/** The bits of the 32-bit float nearest to a magnitude, which are ordered as magnitudes are; 0 is 0. */
export function bitsOf(magnitude: number): number {
  asFloat[0] = magnitude;
  return asBits[0]!;
}

/** The 32-bit float with these bits. */
export function floatOf(bits: number): number {
  asBits[0] = bits;
  return asFloat[0]!;
}

/** The bits of infinity; above them are those of what is no number. */
export const INFINITE_BITS = 0x7f800000;

/** Takes the signs off the first n of some 32-bit floats, given as their bits. */
export function clearSigns(floats: Uint32Array, n: number): void {
  for (let i = 0; i < n; i++) floats[i]! &= 0x7fffffff;
}

/** The largest of the first n of some bits, 0 for none. */
export function largestBits(bits: Uint32Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) if (bits[i]! > largest) largest = bits[i]!;
  return largest;
}

/** How many of the first n magnitudes, given as their bits, are zero. */
export function countZeroBits(magnitudes: Uint32Array, n: number): number {
  let zeros = 0;
  for (let i = 0; i < n; i++) if (magnitudes[i] === 0) zeros++;
  return zeros;
}

/**
 * Makes those of the first n 32-bit floats zero, given as their bits, whose magnitude is below that of `edge`, and the first
 * `ties` of those whose magnitude equals it.
 *
 * @param edge - the bits of a magnitude.
 * @returns how many of the ties are left.
 */
export function zeroBitsBelow(floats: Uint32Array, n: number, edge: number, ties: number): number {
  let left = ties;
  for (let i = 0; i < n; i++) {
    const magnitude = floats[i]! & 0x7fffffff;
    if (magnitude > edge || (magnitude === edge && left-- <= 0)) continue;
    floats[i] = 0;
  }
  return Math.max(left, 0);
}
