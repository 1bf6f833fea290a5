/**
 * The value of a 16-bit float (IEEE 754 binary16).
 *
 * @param bits - its 16 bits as an integer.
 * @example
 * halfToNumber(0x3c00); // => 1
 * halfToNumber(0xc500); // => -5
 */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const SMALLEST_NORMAL = 2 ** -14;
/** Halfway between the largest 16-bit float and the power of two above it. */
const OVERFLOW = 65520;

/**
 * The 16-bit float nearest to a number, ties to the even one; beyond the largest it is infinite.
 *
 * @returns its 16 bits as an integer.
 * @example
 * numberToHalf(1); // => 0x3c00
 * numberToHalf(-5); // => 0xc500
 */
export function numberToHalf(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const magnitude = Math.abs(value);
  if (magnitude >= OVERFLOW) return sign | 0x7c00;
  // A fraction that rounds up to the next power of two carries into the exponent, as it should.
  if (magnitude < SMALLEST_NORMAL) return sign | nearestEven(magnitude * 2 ** 24);
  const exponent = exponentOf(magnitude);
  return sign | (((exponent + 15) << 10) + nearestEven((magnitude / 2 ** exponent - 1) * 1024));
}

/** The e with 2^e ≤ x < 2^(e + 1); the logarithm alone may be off where x is next to a power of two. */
function exponentOf(x: number): number {
  const guess = Math.round(Math.log2(x));
  return 2 ** guess > x ? guess - 1 : guess;
}

function nearestEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

const word = new DataView(new ArrayBuffer(4));

/**
 * The value of a bfloat16: the upper half of a 32-bit float.
 *
 * @param bits - its 16 bits as an integer.
 * @example
 * bfloatToNumber(0x3f80); // => 1
 */
export function bfloatToNumber(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
