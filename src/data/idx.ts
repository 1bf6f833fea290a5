import { gunzipSync } from "node:zlib";
import { TrisimError } from "../errors.js";
import { type ByteSource, memorySource } from "./byte-source.js";
import { elementCount, shapeText } from "./nd-array.js";
import { systemReason } from "./system-reason.js";

/** An idx file of bytes, its header read. */
export interface IdxFile {
  readonly source: ByteSource;
  readonly shape: readonly number[];
  /** Where the bytes begin; they fill the rest of the file. */
  readonly offset: number;
}

/** Above the 47 MB of the largest file of the MNIST family that is handed out gzipped. */
const MAX_UNPACKED_BYTES = 64 * 2 ** 20;

/**
 * Reads the header of an idx file of unsigned bytes and checks it against the file's size. A gzipped file, told by its
 * first two bytes, is unpacked into memory, up to 64 MiB.
 *
 * @param dimensions - how many the file must have: 3 for images, 1 for labels.
 * @throws TrisimError "malformed" or "bad-value".
 * @see LeCun, http://yann.lecun.com/exdb/mnist: two zero bytes, type 8, number of dimensions, their lengths (32 bits, big-endian)
 */
export async function readIdx(file: ByteSource, dimensions: number): Promise<IdxFile> {
  const source = await unpacked(file);
  const offset = 4 + 4 * dimensions;
  const header = await source.slice(0, Math.min(offset, source.byteLength));
  const view = new DataView(header.buffer);
  const magic = 0x0800 + dimensions;
  const found = header.length < 4 ? null : view.getUint32(0);
  if (found !== magic) throw new TrisimError("malformed", `${source.name}: magic number ${found}; expected ${magic}`);
  if (header.length < offset) throw new TrisimError("malformed", `${source.name}: its header is truncated`);
  const shape = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 + 4 * axis));
  const [expected, there] = [elementCount(shape), source.byteLength - offset];
  if (expected === 0) {
    throw new TrisimError("bad-value", `${source.name}: shape ${shapeText(shape)}; expected lengths above 0`);
  }
  if (expected === there) return { source, shape, offset };
  throw new TrisimError(
    "malformed",
    `${source.name}: ${shapeText(shape)} bytes are ${expected}, and ${there} are there`,
  );
}

async function unpacked(source: ByteSource): Promise<ByteSource> {
  const [first, second] = await source.slice(0, Math.min(2, source.byteLength));
  if (first !== 0x1f || second !== 0x8b) return source;
  const limit = `${MAX_UNPACKED_BYTES / 2 ** 20} MiB`;
  const tooLarge = `${source.name} unpacks to more than ${limit}; unpack it and use the plain file`;
  if (source.byteLength > MAX_UNPACKED_BYTES) throw new TrisimError("unsupported", tooLarge);
  const packed = await source.slice(0, source.byteLength);
  try {
    const bytes = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES });
    return { ...memorySource(source.name, bytes), close: () => source.close() };
  } catch (cause) {
    if (cause instanceof RangeError) throw new TrisimError("unsupported", tooLarge, { cause });
    throw new TrisimError("malformed", `${source.name}: cannot be unpacked: ${systemReason(cause)}`, { cause });
  }
}
