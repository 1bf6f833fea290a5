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
]);

const natural = z.number().int().nonnegative();
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(natural),
  data_offsets: z.tuple([natural, natural]),
});

/** What a .safetensors file says of its tensors. */
export interface SafetensorsHeader {
  readonly names: readonly string[];
  readonly metadata: ReadonlyMap<string, string>;
  /** Name → the tensor's entry, checked only when the tensor is read. */
  readonly entries: ReadonlyMap<string, unknown>;
  /** Where the tensors' bytes begin. */
  readonly offset: number;
}

/**
 * Reads the header of a .safetensors file.
 *
 * @throws TrisimError "malformed".
 */
export async function readSafetensorsHeader(source: ByteSource): Promise<SafetensorsHeader> {
  const length = await readHeaderLength(source);
  const offset = 8 + length;
  const entries = new Map(Object.entries(parseHeader(source.name, await source.slice(8, offset))));
  const metadata = parseMetadata(source.name, entries.get("__metadata__") ?? {});
  entries.delete("__metadata__");
  return { names: [...entries.keys()], metadata, entries, offset };
}

/**
 * Reads one tensor, of F64, F32, F16 or BF16.
 *
 * @param member - the tensor's name; `null` for the only one there is.
 * @returns float64 for F64, float32 for the others.
 * @throws TrisimError "not-found" that lists the names, "malformed", or "unsupported" for another type.
 */
export async function readSafetensor(
  source: ByteSource,
  header: SafetensorsHeader,
  member: string | null,
): Promise<NdArray> {
  const key = chooseMember(source.name, header.names, member);
  const name = `${source.name}#${key}`;
  const parsed = entrySchema.safeParse(header.entries.get(key));
  if (!parsed.success) throw new TrisimError("malformed", `${name}: its entry lacks a dtype, a shape or data_offsets`);
  const { dtype: stored, shape, data_offsets } = parsed.data;
  const dtype = DTYPES.get(stored);
  if (dtype === undefined) {
    throw new TrisimError("unsupported", `${name}: type ${stored}; expected ${[...DTYPES.keys()].join(", ")}`);
  }
  const [start, end] = data_offsets;
  const available = source.byteLength - header.offset;
  if (end > available) {
    throw new TrisimError("malformed", `${name}: its data end at byte ${end} of ${available}; the file is truncated`);
  }
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
