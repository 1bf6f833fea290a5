// JSON that keeps typed arrays, to the bit.

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array } as const;

type ArrayName = keyof typeof ARRAYS;

/** How a typed array is written: its kind and its bytes, little-endian. */
interface WrittenArray {
  readonly $array: ArrayName;
  readonly base64: string;
}

/**
 * A plain value with typed arrays in it as text.
 *
 * @param value - of objects, lists, strings, finite numbers, booleans, `null`, and arrays of 32 or 64 bits.
 * @example
 * parseStored(storedText({ x: Float64Array.of(0.1) })); // => { x: Float64Array.of(0.1) }
 */
export function storedText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => written(inner) ?? inner);
}

/**
 * The value that `storedText` wrote.
 *
 * @throws SyntaxError for what is no JSON, RangeError for an array of an unknown kind or with bytes left over.
 */
export function parseStored(text: string): unknown {
  return JSON.parse(text, (_, inner: unknown) => (isWritten(inner) ? read(inner) : inner));
}

function written(value: unknown): WrittenArray | null {
  for (const [name, kind] of Object.entries(ARRAYS) as [ArrayName, (typeof ARRAYS)[ArrayName]][]) {
    if (!(value instanceof kind)) continue;
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return { $array: name, base64: bytes.toString("base64") };
  }
  return null;
}

function isWritten(value: unknown): value is WrittenArray {
  return typeof value === "object" && value !== null && "$array" in value && "base64" in value;
}

function read({ $array, base64 }: WrittenArray): InstanceType<(typeof ARRAYS)[ArrayName]> {
  const kind = ARRAYS[$array];
  if (kind === undefined) throw new RangeError(`a stored array of kind ${String($array)}`);
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new kind(bytes.buffer);
}
