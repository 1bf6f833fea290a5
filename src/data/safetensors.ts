import { z } from "zod";
import { TrisimError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import { chooseMember } from "./choose-member.js";
import { type Dtype, decode, dtypes } from "./dtype.js";
import { elementCount, type NdArray, shapeText } from "./nd-array.js";

/** The limit of the format's own reader. */
const MAX_HEADER_BYTES = 100_000_000;
const DTYPES: ReadonlyMap<string, Dtype> = new Map([
  ["F64", dtypes.float64],
  ["F32", dtypes.float32],
  ["F16", dtypes.float16],
  ["BF16", dtypes.bfloat16],
  ["I64", dtypes.int64],
  ["I32", dtypes.int32],
  ["I16", dtypes.int16],
  ["I8", dtypes.int8],
  ["U64", dtypes.uint64],
  ["U32", dtypes.uint32],
  ["U16", dtypes.uint16],
  ["U8", dtypes.uint8],
  ["BOOL", dtypes.bool],
]);

const natural = z.number().int().nonnegative();
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(natural),
  data_offsets: z.tuple([natural, natural]),
});

type Entry = z.infer<typeof entrySchema>;

/** What an entry holds, for messages. */
const EXPECTED: Readonly<Record<keyof Entry, string>> = {
  dtype: "a text",
  shape: "whole numbers from 0 to 2^53 − 1",
  data_offsets: "two whole numbers from 0 to 2^53 − 1",
};

/** What a .safetensors file says of its tensors. */
export interface SafetensorsHeader {
  /** In the order of their bytes. */
  readonly names: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
  readonly entries: ReadonlyMap<string, Entry>;
  /** Where the tensors' bytes begin. */
  readonly offset: number;
}

/**
 * Reads the header of a .safetensors file.
 *
 * @throws TrisimError "malformed", also where the tensors do not lie one behind the other and fill the file: bytes that two
 * share, or none has, are not there in an honest one.
 * @see https://github.com/huggingface/safetensors#format
 */
export async function readSafetensorsHeader(source: ByteSource): Promise<SafetensorsHeader> {
  const length = await readHeaderLength(source);
  const offset = 8 + length;
  const parsed = new Map(Object.entries(parseHeader(source.name, await source.slice(8, offset))));
  const metadata = parseMetadata(source.name, parsed.get("__metadata__") ?? {});
  parsed.delete("__metadata__");
  const entries = inOrder(source.name, parsed);
  checkLayout(source.name, entries, source.byteLength - offset);
  return { names: [...entries.keys()], metadata, entries, offset };
}

/** The entries in the order of their bytes, which is that of writing: JSON puts names that are numbers first. */
function inOrder(file: string, parsed: ReadonlyMap<string, unknown>): ReadonlyMap<string, Entry> {
  const entries = [...parsed].map(([name, entry]): [string, Entry] => {
    const { data, error } = entrySchema.safeParse(entry);
    if (error === undefined) return [name, data];
    throw new TrisimError("malformed", `${file}#${name}: ${entryFault(entry, error)}`);
  });
  const start = ({ data_offsets }: Entry) => data_offsets[0];
  const end = ({ data_offsets }: Entry) => data_offsets[1];
  return new Map(entries.sort(([, a], [, b]) => start(a) - start(b) || end(a) - end(b)));
}

/** What is wrong with an entry, at the first of its keys that is not as expected. */
function entryFault(entry: unknown, { issues }: z.ZodError): string {
  const key = issues[0]?.path[0];
  const [, expected] = Object.entries(EXPECTED).find(([name]) => name === key) ?? [];
  if (expected === undefined) return `its entry is ${JSON.stringify(entry)}; expected dtype, shape and data_offsets`;
  const [, value] = Object.entries(entry ?? {}).find(([name]) => name === key) ?? [];
  const found = value === undefined ? "is left out" : `is ${JSON.stringify(value)}`;
  return `its ${String(key)} ${found}; expected ${expected}`;
}

function checkLayout(file: string, entries: ReadonlyMap<string, Entry>, available: number): void {
  let [before, at]: [string | null, number] = [null, 0];
  const malformed = (name: string, what: string) => new TrisimError("malformed", `${file}#${name}: ${what}`);
  for (const [name, { data_offsets }] of entries) {
    const [start, end] = data_offsets;
    if (end > available) throw malformed(name, `its data end at byte ${end} of ${available}; the file is truncated`);
    if (end < start) throw malformed(name, `its data begin at byte ${start} and end at ${end}`);
    if (start < at) throw malformed(name, `its data begin at byte ${start}, inside those of ${before}, up to ${at}`);
    if (start > at) throw malformed(name, `its data begin at byte ${start}; bytes ${at} to ${start} are no tensor's`);
    [before, at] = [name, end];
  }
  if (at < available)
    throw new TrisimError("malformed", `${file}: bytes ${at} to ${available} of its data are no tensor's`);
}

/**
 * Reads one tensor, of floats of 16 to 64 bits, integers or booleans.
 *
 * @param member - the tensor's name; `null` for the only one there is.
 * @returns float64 for F64 and integers of 32 bits and more, float32 for the others.
 * @throws TrisimError "not-found" that lists the names, "malformed", or "unsupported" for another type.
 */
export async function readSafetensor(
  source: ByteSource,
  header: SafetensorsHeader,
  member: string | null,
): Promise<NdArray> {
  const key = chooseMember(source.name, header.names, member);
  const name = `${source.name}#${key}`;
  const entry = header.entries.get(key);
  if (entry === undefined) throw new RangeError(`readSafetensor: ${name} has no entry`);
  const { dtype: stored, shape, data_offsets } = entry;
  const dtype = DTYPES.get(stored);
  if (dtype === undefined) {
    throw new TrisimError("unsupported", `${name}: type ${stored}; expected ${[...DTYPES.keys()].join(", ")}`);
  }
  const [start, end] = data_offsets;
  const expected = elementCount(shape) * dtype.bytes;
  if (end - start !== expected) {
    throw new TrisimError(
      "malformed",
      `${name}: ${shapeText(shape)} ${stored} need ${expected} bytes; its entry has ${end - start}`,
    );
  }
  const bytes = await source.slice(header.offset + start, header.offset + end);
  return { name, dtype, shape, data: decode(bytes, dtype, true) };
}

async function readHeaderLength(source: ByteSource): Promise<number> {
  if (source.byteLength < 8) {
    throw new TrisimError("malformed", `${source.name} is no .safetensors file: it has ${source.byteLength} bytes`);
  }
  const length = Number(new DataView((await source.slice(0, 8)).buffer).getBigUint64(0, true));
  const limit = Math.min(source.byteLength - 8, MAX_HEADER_BYTES);
  if (length <= limit) return length;
  throw new TrisimError("malformed", `${source.name}: a header of ${length} bytes; expected at most ${limit}`);
}

function parseHeader(name: string, bytes: Uint8Array): object {
  let header: unknown = null;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // What is no JSON is no JSON object either.
  }
  if (isObject(header)) return header;
  throw new TrisimError("malformed", `${name}: its header is no JSON object`);
}

function parseMetadata(name: string, metadata: unknown): Map<string, string> {
  const texts = isObject(metadata) ? Object.entries(metadata) : null;
  if (texts?.every(([, text]) => typeof text === "string")) return new Map(texts);
  throw new TrisimError("malformed", `${name}: __metadata__ does not map names to texts`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
