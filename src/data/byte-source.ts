import { type FileHandle, open } from "node:fs/promises";
import { TrisimError } from "../errors.js";
import { statPath } from "./stat-path.js";
import { systemReason } from "./system-reason.js";

/** Bytes to read from at random: a file on disk or a buffer. */
export interface ByteSource {
  /** What messages call it: the path. */
  readonly name: string;
  readonly byteLength: number;
  /**
   * A copy of the bytes [start, end), at the start of a buffer of its own.
   *
   * @throws RangeError unless 0 ≤ start ≤ end ≤ byteLength.
   */
  slice(start: number, end: number): Promise<Uint8Array>;
  /**
   * Fills `into` with the bytes from `start` on.
   *
   * @throws RangeError where there are not as many.
   */
  read(into: Uint8Array, start: number): Promise<void>;
  close(): Promise<void>;
}

/** The most one read asks for: the system's own limit is a little below 2 GiB. */
const READ_AT_ONCE = 2 ** 30;

/**
 * A file, read piece by piece through one handle.
 *
 * @throws TrisimError "not-found" for a path where nothing is, "unreadable" for a directory or a file that cannot be opened.
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const stats = await statPath(path);
  if (stats === null) throw new TrisimError("not-found", `${path} does not exist`);
  if (!stats.isFile()) {
    throw new TrisimError(
      "unreadable",
      `${path} is ${stats.isDirectory() ? "a directory" : "no regular file"}; expected a file`,
    );
  }
  const handle = await open(path).catch((cause) => {
    throw unreadable(path, cause);
  });
  return {
    name: path,
    byteLength: stats.size,
    async slice(start, end) {
      checkSlice(path, stats.size, start, end);
      const bytes = new Uint8Array(end - start);
      await fill(bytes, handle, start, path);
      return bytes;
    },
    async read(into, start) {
      checkSlice(path, stats.size, start, start + into.length);
      await fill(into, handle, start, path);
    },
    close: () => handle.close(),
  };
}

/**
 * A buffer as a source of bytes.
 *
 * @example
 * memorySource("a.bin", Uint8Array.of(7, 8, 9)).byteLength; // => 3
 */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    byteLength: bytes.length,
    async slice(start, end) {
      checkSlice(name, bytes.length, start, end);
      return new Uint8Array(bytes.subarray(start, end));
    },
    async read(into, start) {
      checkSlice(name, bytes.length, start, start + into.length);
      into.set(bytes.subarray(start, start + into.length));
    },
    async close() {},
  };
}

/** Opens a file for as long as `use` runs. */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = await fileSource(path);
  try {
    return await use(source);
  } finally {
    await source.close();
  }
}

/** Opens a file for what `make` makes of it, which closes it in the end; where `make` fails it is closed at once. */
export async function holdFile<T>(path: string, make: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = await fileSource(path);
  try {
    return await make(source);
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function fill(bytes: Uint8Array, handle: FileHandle, position: number, path: string): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, READ_AT_ONCE);
    const { bytesRead } = await handle.read(bytes, done, length, position + done).catch((cause) => {
      throw unreadable(path, cause);
    });
    if (bytesRead === 0) {
      throw new TrisimError("unreadable", `${path} became shorter while it was read; expected byte ${position + done}`);
    }
    done += bytesRead;
  }
}

function unreadable(path: string, cause: unknown): TrisimError {
  return new TrisimError("unreadable", `${path} cannot be read: ${systemReason(cause)}`, { cause });
}

function checkSlice(name: string, byteLength: number, start: number, end: number): void {
  const fits = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= byteLength;
  if (!fits) throw new RangeError(`slice: [${start}, ${end}) does not lie in the ${byteLength} bytes of ${name}`);
}
