import { TrisimError } from "../errors.js";
import type { ByteSource } from "./byte-source.js";
import { type Dtype, dtypes } from "./dtype.js";
import { elementCount, shapeText } from "./nd-array.js";

/** What a .npy file says of its array, checked against the file's size. */
export interface NpyHeader {
  readonly dtype: Dtype;
  readonly littleEndian: boolean;
  /** The first axis runs fastest, as in Fortran, instead of the last. */
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the numbers begin; they fill the rest of the file. */
  readonly offset: number;
}

/** What version 1 of the format can hold; only arrays of records ever need more. */
const MAX_HEADER_BYTES = 65_535;
/** As many as numpy itself allows. */
const MAX_DIMENSIONS = 64;
const MAGIC = "\x93NUMPY";
const KINDS: Readonly<Record<string, Dtype>> = {
  b1: dtypes.bool,
  i1: dtypes.int8,
  u1: dtypes.uint8,
  i2: dtypes.int16,
  u2: dtypes.uint16,
  i4: dtypes.int32,
  u4: dtypes.uint32,
  i8: dtypes.int64,
  u8: dtypes.uint64,
  f2: dtypes.float16,
  f4: dtypes.float32,
  f8: dtypes.float64,
};

/** What the header of a .npy file says, before its type is understood. */
export interface NpyDescription {
  /** The type in numpy's words, as `<f4`; "records" for several in one. */
  readonly descr: string;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  readonly offset: number;
}

/**
 * Reads the header of a .npy file of any type.
 *
 * @throws TrisimError "malformed", or "unsupported" for an unknown version and for Python objects, which would have to be
 * unpickled.
 */
export async function readNpyDescription(source: ByteSource): Promise<NpyDescription> {
  const { text, offset } = await readHeaderText(source);
  return { descr: parseType(source.name, text), ...parseLayout(source.name, text), offset };
}

/**
 * Reads the header of a .npy file, versions 1 to 3 of numpy's format (NEP 1), and checks that the numbers it promises
 * are there and nothing else.
 *
 * @throws TrisimError "malformed", or "unsupported" for types that are not real numbers.
 */
export async function readNpyHeader(source: ByteSource): Promise<NpyHeader> {
  const { descr, ...layout } = await readNpyDescription(source);
  const header = { ...numbersOf(source.name, descr), ...layout };
  const expected = elementCount(header.shape) * header.dtype.bytes;
  const found = source.byteLength - header.offset;
  if (found === expected) return header;
  const promise = `${shapeText(header.shape)} ${header.dtype.name} need ${expected} bytes and ${found} are there`;
  const remedy = found < expected ? "the file is truncated" : "expected one array and nothing after it";
  throw new TrisimError("malformed", `${source.name}: ${promise}; ${remedy}`);
}

async function readHeaderText(source: ByteSource): Promise<{ text: string; offset: number }> {
  const start = await source.slice(0, Math.min(12, source.byteLength));
  if (start.length < 12 || latin1(start.subarray(0, 6)) !== MAGIC) {
    throw new TrisimError("malformed", `${source.name} is no .npy file: it does not begin as one`);
  }
  const view = new DataView(start.buffer);
  const version = view.getUint8(6);
  if (version < 1 || version > 3) {
    throw new TrisimError("unsupported", `${source.name}: version ${version} of the .npy format; expected 1, 2 or 3`);
  }
  const textStart = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  const available = Math.min(source.byteLength - textStart, MAX_HEADER_BYTES);
  if (length > available) {
    throw new TrisimError("malformed", `${source.name}: a header of ${length} bytes; expected at most ${available}`);
  }
  const offset = textStart + length;
  return { text: latin1(await source.slice(textStart, offset)), offset };
}

function parseType(name: string, text: string): string {
  const descr = /['"]descr['"]\s*:\s*(?:'([^']*)'|"([^"]*)"|([^\s,}]+))/.exec(text);
  if (descr === null) throw new TrisimError("malformed", `${name}: its header names no "descr"`);
  const found = descr[1] ?? descr[2] ?? "records";
  if (!/^[<>|=]?O/.test(found)) return found;
  const remedy = "they would have to be unpickled, which runs code; save numbers or texts";
  throw new TrisimError("unsupported", `${name}: holds Python objects (type ${found}): ${remedy}`);
}

function numbersOf(name: string, found: string): Pick<NpyHeader, "dtype" | "littleEndian"> {
  const [, order, kind] = /^([<>|])?([a-z]\d+)$/.exec(found) ?? [];
  const dtype = KINDS[kind ?? ""];
  if (dtype === undefined) {
    throw new TrisimError(
      "unsupported",
      `${name}: type ${found}; expected integers, booleans or floats of 16 to 64 bits`,
    );
  }
  return { dtype, littleEndian: order !== ">" };
}

function parseLayout(name: string, text: string): Pick<NpyHeader, "fortranOrder" | "shape"> {
  const order = /['"]fortran_order['"]\s*:\s*(True|False)\b/.exec(text);
  if (order === null) throw new TrisimError("malformed", `${name}: its header names no "fortran_order", True or False`);
  const shape = /['"]shape['"]\s*:\s*\(([^()]*)\)/.exec(text);
  if (shape === null) throw new TrisimError("malformed", `${name}: its header names no "shape"`);
  return { fortranOrder: order[1] === "True", shape: parseShape(name, shape[1] ?? "") };
}

function parseShape(name: string, text: string): number[] {
  const lengths = text.split(",").map((length) => length.trim());
  if (lengths.at(-1) === "") lengths.pop();
  if (lengths.length > MAX_DIMENSIONS) {
    throw new TrisimError("malformed", `${name}: ${lengths.length} dimensions; expected at most ${MAX_DIMENSIONS}`);
  }
  return lengths.map((length) => {
    // Python 2 wrote a long as 3L.
    const value = /^\d+L?$/.test(length) ? Number.parseInt(length, 10) : Number.NaN;
    if (!Number.isSafeInteger(value)) {
      throw new TrisimError("malformed", `${name}: an axis of length "${length}"; expected a whole number below 2^53`);
    }
    return value;
  });
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
