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
