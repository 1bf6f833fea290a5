/** A type of numbers as files store them. */
export interface Dtype {
  readonly name: string;
  /** Bytes a number. */
  readonly bytes: number;
  readonly integer: boolean;
  /** The narrower of the two that holds every value, 64-bit integers up to 2^53 only. */
  readonly holds: "float32" | "float64";
  /** The number at a byte offset. */
  readonly get: (view: DataView, offset: number, littleEndian: boolean) => number;
}

type Getter = Dtype["get"];

/** The types of numbers trisim reads, by numpy's names. */
export const dtypes = {
  bool: integer("bool", 1, (view, at) => (view.getUint8(at) === 0 ? 0 : 1)),
  int8: integer("int8", 1, (view, at) => view.getInt8(at)),
  uint8: integer("uint8", 1, (view, at) => view.getUint8(at)),
  int16: integer("int16", 2, (view, at, little) => view.getInt16(at, little)),
  uint16: integer("uint16", 2, (view, at, little) => view.getUint16(at, little)),
  int32: integer("int32", 4, (view, at, little) => view.getInt32(at, little)),
  uint32: integer("uint32", 4, (view, at, little) => view.getUint32(at, little)),
  int64: integer("int64", 8, (view, at, little) => Number(view.getBigInt64(at, little))),
  uint64: integer("uint64", 8, (view, at, little) => Number(view.getBigUint64(at, little))),
  float16: float("float16", 2, (view, at, little) => fromHalf(view.getUint16(at, little))),
  bfloat16: float("bfloat16", 2, (view, at, little) => fromBrain(view.getUint16(at, little))),
  float32: float("float32", 4, (view, at, little) => view.getFloat32(at, little)),
  float64: float("float64", 8, (view, at, little) => view.getFloat64(at, little)),
} as const satisfies Record<string, Dtype>;

/**
 * The numbers that bytes stand for, in float32 or float64 as their type needs.
 *
 * @param bytes - as many as a whole number of elements needs; the result may be a view of them.
 * @example
 * Array.from(decode(Uint8Array.of(0, 0x3c, 0, 0xc0), dtypes.float16, true)); // => [1, -2]
 */
export function decode(bytes: Uint8Array, dtype: Dtype, littleEndian: boolean): Float32Array | Float64Array {
  const count = bytes.length / dtype.bytes;
  const { buffer, byteOffset, byteLength } = bytes;
  const isNative = littleEndian && byteOffset % dtype.bytes === 0;
  if (isNative && dtype.name === "float32") return new Float32Array(buffer, byteOffset, count);
  if (isNative && dtype.name === "float64") return new Float64Array(buffer, byteOffset, count);
  const view = new DataView(buffer, byteOffset, byteLength);
  const numbers = dtype.holds === "float32" ? new Float32Array(count) : new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = dtype.get(view, i * dtype.bytes, littleEndian);
  return numbers;
}

function integer(name: string, bytes: number, get: Getter): Dtype {
  return { name, bytes, integer: true, holds: bytes < 4 ? "float32" : "float64", get };
}

function float(name: string, bytes: number, get: Getter): Dtype {
  return { name, bytes, integer: false, holds: bytes < 8 ? "float32" : "float64", get };
}

/** IEEE 754 binary16: 1 sign bit, 5 of exponent, 10 of fraction. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 0) return sign * fraction * 2 ** -14;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction) * 2 ** (exponent - 15);
}

const word = new DataView(new ArrayBuffer(4));

/** bfloat16: the upper half of a float32. */
function fromBrain(bits: number): number {
  word.setUint16(0, bits);
  return word.getFloat32(0);
}
