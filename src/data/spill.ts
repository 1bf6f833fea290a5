import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TrisimError } from "../errors.js";
import { systemReason } from "./system-reason.js";

/** Bytes that are kept on disk for as long as they are needed: appended once, read at random. */
export interface Spill {
  /**
   * @throws TrisimError "unwritable" where there is no room.
   */
  append(bytes: Uint8Array): Promise<void>;
  /** How many bytes it holds. */
  size(): number;
  read(start: number, end: number): Promise<Uint8Array>;
  /** The open file, for who works on it in another thread. */
  readonly descriptor: number;
  /** Gives the room on the disk back. */
  close(): Promise<void>;
}

/**
 * A temporary file, in the folder that TMPDIR names. Where the system allows it has no name from the start, so that nothing is
 * left behind, however the process ends.
 *
 * @param what - what is put there, for messages.
 */
export async function spill(what: string): Promise<Spill> {
  const { handle, folder } = await temporary(what);
  let size = 0;
  return {
    size: () => size,
    descriptor: handle.fd,
    async append(bytes) {
      for (let done = 0; done < bytes.length; ) {
        const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, size).catch((cause) => {
          throw unwritable(what, cause);
        });
        done += bytesWritten;
        size += bytesWritten;
      }
    },
    async read(start, end) {
      const bytes = new Uint8Array(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      if (bytesRead === bytes.length) return bytes;
      throw new TrisimError("unreadable", `${what}: the temporary file in ${folder} became shorter; start again`);
    },
    async close() {
      await handle.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function temporary(what: string): Promise<{ readonly handle: FileHandle; readonly folder: string }> {
  try {
    const folder = await mkdtemp(join(tmpdir(), "trisim-"));
    const handle = await open(join(folder, "unpacked"), "wx+", 0o600);
    if (process.platform !== "win32") await rm(folder, { recursive: true, force: true });
    return { handle, folder };
  } catch (cause) {
    throw unwritable(what, cause);
  }
}

function unwritable(what: string, cause: unknown): TrisimError {
  const remedy = "make room, or let TMPDIR name another folder";
  return new TrisimError("unwritable", `${what} cannot be put into ${tmpdir()}: ${systemReason(cause)}; ${remedy}`, {
    cause,
  });
}
