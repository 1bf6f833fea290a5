import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { TrisimError } from "../errors.js";
import { systemReason } from "./system-reason.js";

/** Text, bytes, or bytes in pieces that follow each other. */
type Content = string | Uint8Array | readonly Uint8Array[];

/**
 * Writes a file so that whoever reads it sees the old content or the new, never a part: into a temporary file beside it,
 * flushed to disk, which then takes its name.
 *
 * @throws TrisimError "unwritable"; the temporary file is gone and the old content is as it was.
 */
export function writeAtomic(path: string, content: Content): Promise<void> {
  const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
  return writeAtomicBy(path, async (handle) => {
    // Each goes on where the last ended.
    for (const piece of pieces) await handle.writeFile(piece);
  });
}

/**
 * The same, with what `fill` writes into the temporary file.
 *
 * @throws TrisimError "unwritable", as above.
 */
export async function writeAtomicBy(path: string, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFlushed(temporary, fill);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new TrisimError("unwritable", `${path} cannot be written: ${systemReason(cause)}`, { cause });
  }
}

async function writeFlushed(path: string, fill: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await fill(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
