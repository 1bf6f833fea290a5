// Plain values with typed arrays in them as bytes, to the bit: one line of JSON, then the arrays one after the other.

import type { OnDemand, StoredPlace } from "./on-demand.js";

const ARRAYS = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const;

type ArrayName = keyof typeof ARRAYS;
type StoredArray = InstanceType<(typeof ARRAYS)[ArrayName]>;

/** How a typed array stands in the line: its kind, where its bytes begin after the line, and how many numbers it has. */
interface WrittenArray {
  readonly $array: ArrayName;
  readonly at: number;
  readonly length: number;
}

/** Every array begins at a multiple of this, so that it can be read where it lies. */
const ALIGNMENT = 8;

/**
 * A plain value with typed arrays in it as bytes, in pieces to be written one after the other. An array that stands in
 * several places is written once.
 *
 * @param value - of objects, lists, strings, finite numbers, booleans, `null` and typed arrays.
 * @example
 * parseStored(Buffer.concat(storedBytes({ x: Float64Array.of(0.1) }))); // => { x: Float64Array.of(0.1) }
 */
export function storedBytes(value: unknown): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  const known = new Map<unknown, WrittenArray>();
  let at = 0;
  const line = JSON.stringify(value, (_, inner: unknown) => {
    const kind = kindOf(inner);
    if (kind === null) return marked(inner) ? { [ENTRIES]: Object.entries(inner) } : inner;
    const before = known.get(inner);
    if (before !== undefined) return before;
    const { buffer, byteOffset, byteLength, length } = inner as StoredArray;
    const written: WrittenArray = { $array: kind, at, length };
    pieces.push(new Uint8Array(buffer, byteOffset, byteLength), new Uint8Array(gapAfter(byteLength)));
    at += byteLength + gapAfter(byteLength);
    known.set(inner, written);
    return written;
  });
  return [paddedLine(line), ...pieces];
}

/** A line of text and its end, filled up with blanks so that what follows lies at a multiple of the alignment. */
export function paddedLine(text: string): Uint8Array {
  const bytes = Buffer.byteLength(text) + 1;
  return Buffer.from(`${text}${" ".repeat(gapAfter(bytes))}\n`);
}

/** Gives what stands for an array that may be read on demand, by where its bytes begin and how many numbers it has. */
type Leave = (at: number, length: number) => StoredPlace;

/**
 * The value that `storedBytes` wrote; its arrays are views of the bytes where these lie aligned.
 *
 * @param leave - of numbers that stand as `OnDemand` what to put in their place; nothing is a view of the bytes then.
 * @throws SyntaxError for what is no JSON, RangeError for an array of an unknown kind or beyond the end.
 */
export function parseStored(bytes: Uint8Array, leave?: Leave): unknown {
  const end = bytes.indexOf(10) + 1;
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString();
  return JSON.parse(line, (name, inner: unknown) => {
    if (isEntries(inner)) return Object.fromEntries(inner[ENTRIES]);
    if (!isWritten(inner)) return inner;
    const array = read(inner, bytes.subarray(end));
    if (leave === undefined) return array;
    return name === ON_DEMAND && array instanceof Float64Array ? leave(end + inner.at, inner.length) : array.slice();
  });
}

/** What `OnDemand` calls its numbers. */
const ON_DEMAND: keyof OnDemand = "onDemand";

/** How an object stands in the line that has one of the two marks as a key of its own. */
const ENTRIES = "$entries";

function marked(value: unknown): value is object {
  return (
    typeof value === "object" && value !== null && (Object.hasOwn(value, "$array") || Object.hasOwn(value, ENTRIES))
  );
}

function isEntries(value: unknown): value is { readonly [ENTRIES]: readonly [string, unknown][] } {
  return typeof value === "object" && value !== null && Object.hasOwn(value, ENTRIES);
}

function gapAfter(byteLength: number): number {
  return (ALIGNMENT - (byteLength % ALIGNMENT)) % ALIGNMENT;
}

function kindOf(value: unknown): ArrayName | null {
  if (!ArrayBuffer.isView(value)) return null;
  const known = (Object.keys(ARRAYS) as ArrayName[]).find((name) => value instanceof ARRAYS[name]);
  if (known === undefined) throw new RangeError(`${value.constructor.name} cannot be stored`);
  return known;
}

function isWritten(value: unknown): value is WrittenArray {
  return typeof value === "object" && value !== null && "$array" in value;
}

function read({ $array, at, length }: WrittenArray, bytes: Uint8Array): StoredArray {
  const kind = ARRAYS[$array];
  if (kind === undefined) throw new RangeError(`a stored array of kind ${String($array)}`);
  const byteLength = length * kind.BYTES_PER_ELEMENT;
  if (!(at >= 0 && at + byteLength <= bytes.length)) throw new RangeError("a stored array ends beyond its file");
  const own = bytes.subarray(at, at + byteLength);
  if (own.byteOffset % kind.BYTES_PER_ELEMENT === 0) return new kind(own.buffer as ArrayBuffer, own.byteOffset, length);
  // `slice` of a Buffer would be a view of the same memory.
  return new kind(Uint8Array.from(own).buffer);
}
