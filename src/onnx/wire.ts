import { TrisimError } from "../errors.js";

/** A bounded view of a protobuf file; `name` is how messages name the file. */
export interface WireView {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** How a field's payload is laid out: a varint, 8 bytes, bytes with a length before them, 4 bytes. */
type WireType = "varint" | "fixed64" | "bytes" | "fixed32";

/** One field of a message; the view is bounded to its payload. */
export interface WireField extends WireView {
  readonly number: number;
  readonly type: WireType;
  /** Where the record starts, its tag included. */
  readonly recordStart: number;
}

/** 64 bits in groups of seven. */
const MAX_VARINT_BYTES = 10;

const TYPE_OF_CODE: readonly (WireType | undefined)[] = ["varint", "fixed64", "bytes", undefined, undefined, "fixed32"];

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The error for a file that is not what it should be; the text follows the file's name. */
export function malformed(name: string, what: string): TrisimError {
  return new TrisimError("malformed", `${name} is not a valid ONNX model: ${what}`);
}

/** The position after the varint that starts at `at`. */
function varintEnd(view: WireView, at: number): number {
  const limit = Math.min(view.end, at + MAX_VARINT_BYTES);
  for (let i = at; i < limit; i++) if (byteAt(view, i) < 0x80) return i + 1;
  throw malformed(
    view.name,
    limit === view.end ? `it ends inside a number at byte ${at}` : `byte ${at} starts no number`,
  );
}

function byteAt(view: WireView, at: number): number {
  return view.bytes[at] ?? 0;
}

/** The varint in `start` to `end` as an unsigned 64-bit number; exact up to 2^53. */
function unsigned(view: WireView, start: number, end: number): number {
  let value = 0;
  for (let i = end - 1; i >= start; i--) value = value * 128 + (byteAt(view, i) & 0x7f);
  return value;
}

/** The fields of a message in file order. Throws `malformed` where the bytes are no such fields. */
function* fields(view: WireView): Generator<WireField> {
  const { bytes, name } = view;
  let at = view.start;
  while (at < view.end) {
    const recordStart = at;
    const tagEnd = varintEnd(view, at);
    const tag = unsigned(view, at, tagEnd);
    const type = TYPE_OF_CODE[tag % 8];
    const number = Math.floor(tag / 8);
    if (type === undefined || number === 0) throw malformed(name, `byte ${at} starts no field`);
    const { start, end } = payload(view, tagEnd, type);
    at = end;
    yield { bytes, name, number, type, recordStart, start, end };
  }
}

function payload(view: WireView, at: number, type: WireType): { start: number; end: number } {
  if (type === "varint") return { start: at, end: varintEnd(view, at) };
  const start = type === "bytes" ? varintEnd(view, at) : at;
  const length = type === "bytes" ? unsigned(view, at, start) : type === "fixed64" ? 8 : 4;
  if (length > view.end - start) {
    throw malformed(view.name, `byte ${at} promises ${length} bytes where ${view.end - start} are left`);
  }
  return { start, end: start + length };
}

/** The fields of a message by their numbers, each list in file order. */
export type Message = ReadonlyMap<number, readonly WireField[]>;

/** No message of a real model has more fields; without a limit two bytes of a file would cost fifty of memory. */
const MAX_FIELDS = 2 ** 20;

/** Reads the fields of a message, but not what is inside them. */
export function readMessage(view: WireView): Message {
  const message = new Map<number, WireField[]>();
  let count = 0;
  for (const field of fields(view)) {
    count++;
    if (count > MAX_FIELDS) throw malformed(view.name, `the message at byte ${view.start} has too many fields`);
    const same = message.get(field.number);
    if (same === undefined) message.set(field.number, [field]);
    else same.push(field);
  }
  return message;
}

/** Every field of that number as a bounded view: sub-messages, or raw bytes. */
export function viewsIn(message: Message, number: number): readonly WireField[] {
  return (message.get(number) ?? []).map((field) => expectType(field, "bytes"));
}

/** A repeated text. */
export function textsIn(message: Message, number: number): string[] {
  return viewsIn(message, number).map(text);
}

/** A text; empty where the message has none. The last one counts, as everywhere in protobuf. */
export function textIn(message: Message, number: number): string {
  const last = viewsIn(message, number).at(-1);
  return last === undefined ? "" : text(last);
}

function text({ bytes, name, start, end }: WireField): string {
  try {
    return utf8.decode(bytes.subarray(start, end));
  } catch {
    throw malformed(name, `the text at byte ${start} is not UTF-8`);
  }
}

/** An integer, rounded to the nearest double beyond ± 2^53, or `null` where the message has none. */
export function intIn(message: Message, number: number): number | null {
  const last = message.get(number)?.at(-1);
  return last === undefined ? null : signed(expectType(last, "varint"));
}

/** A repeated integer, packed into one record or one to a record. */
export function intsIn(message: Message, number: number): number[] {
  const ints: number[] = [];
  for (const field of message.get(number) ?? []) {
    if (field.type === "varint") ints.push(signed(field));
    else for (const view of varints(checkList(expectType(field, "bytes")))) ints.push(signed(view));
  }
  return ints;
}

/** Lists are settings, not weights: none of a real model is so long. */
function checkList(field: WireField): WireField {
  const { name, start, end } = field;
  if (end - start > MAX_FIELDS) throw malformed(name, `the list at byte ${start} has ${end - start} bytes`);
  return field;
}

/** A repeated 32-bit float, packed into one record or one to a record. */
export function floatsIn(message: Message, number: number): number[] {
  return (message.get(number) ?? []).flatMap((field) => {
    const { bytes, name, start, end } = field.type === "fixed32" ? field : checkList(expectType(field, "bytes"));
    if ((end - start) % 4 !== 0) throw malformed(name, `the floats at byte ${start} end inside a float`);
    const view = new DataView(bytes.buffer, bytes.byteOffset + start, end - start);
    return Array.from({ length: (end - start) / 4 }, (_, i) => view.getFloat32(4 * i, true));
  });
}

/** The varints of a packed field, each as a view of its bytes. */
export function* varints(view: WireView): Generator<WireView> {
  const { bytes, name } = view;
  for (let start = view.start; start < view.end; ) {
    const end = varintEnd(view, start);
    yield { bytes, name, start, end };
    start = end;
  }
}

function signed(view: WireView): number {
  // Nine groups of seven bits hold no sign.
  return view.end - view.start < MAX_VARINT_BYTES ? unsigned(view, view.start, view.end) : Number(exactInt(view));
}

/** A varint as an exact signed 64-bit integer. */
export function exactInt(view: WireView): bigint {
  let value = 0n;
  for (let i = view.end - 1; i >= view.start; i--) value = (value << 7n) | BigInt(byteAt(view, i) & 0x7f);
  return BigInt.asIntN(64, value);
}

function expectType(field: WireField, type: WireType): WireField {
  if (field.type === type) return field;
  throw malformed(field.name, `field ${field.number} at byte ${field.recordStart} is ${field.type}, not ${type}`);
}
