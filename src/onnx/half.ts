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

/** A 16-bit float type: how many of its bits are fraction, and what is added to the exponent that it stores. */
interface Format {
  readonly fraction: number;
  readonly bias: number;
}

const HALF: Format = { fraction: 10, bias: 15 };
const BFLOAT: Format = { fraction: 7, bias: 127 };

/**
 * The 16-bit float nearest to a number, ties to the even one; beyond the largest it is infinite.
 *
 * @returns its 16 bits as an integer.
 * @example
 * numberToHalf(1); // => 0x3c00
 * numberToHalf(-5); // => 0xc500
 */
export function numberToHalf(value: number): number {
  return nearest(value, HALF);
}

/**
 * The bfloat16 nearest to a number, ties to the even one; beyond the largest it is infinite.
 *
 * @returns its 16 bits as an integer.
 * @example
 * numberToBfloat(1); // => 0x3f80
 * numberToBfloat(1.005); // => 0x3f81
 */
export function numberToBfloat(value: number): number {
  return nearest(value, BFLOAT);
}

/** One 64-bit float, and its bits: the lower half first, as on every host of JavaScript. */
const real = new Float64Array(1);
const halves = new Uint32Array(real.buffer);

/** By the bits of the number: logarithms and powers take thirty times as long. */
function nearest(value: number, { fraction, bias }: Format): number {
  // The exponent of infinity and NaN, all ones.
  const most = 2 * bias + 1;
  if (Number.isNaN(value)) return (most << fraction) | (1 << (fraction - 1));
  real[0] = value;
  const [low = 0, high = 0] = [halves[0], halves[1]];
  const sign = (high >>> 16) & 0x8000;
  const exponent = ((high >>> 20) & 0x7ff) - 1023;
  if (exponent > bias) return sign | (most << fraction);
  if (exponent < 1 - bias) return sign | nearestEven(Math.abs(value) * 2 ** (bias - 1 + fraction));
  const dropped = 20 - fraction;
  const kept = ((exponent + bias) << fraction) | ((high & 0xfffff) >>> dropped);
  const rest = high & ((1 << dropped) - 1);
  const half = 1 << (dropped - 1);
  const isUp = rest > half || (rest === half && (low !== 0 || kept % 2 === 1));
  // A fraction that rounds up to the next power of two carries into the exponent, as it should, up to infinity.
  return sign | (isUp ? kept + 1 : kept);
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
