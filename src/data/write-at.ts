import type { FileHandle } from "node:fs/promises";

/** The most one write is given: the system's own limit is a little below 2 GiB. */
const WRITTEN_AT_ONCE = 2 ** 30;

/** Writes bytes, be they ever so many, at a position of an open file. */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, WRITTEN_AT_ONCE);
    const { bytesWritten } = await handle.write(bytes, done, length, position + done);
    done += bytesWritten;
  }
}
