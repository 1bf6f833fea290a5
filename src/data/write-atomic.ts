import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
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
export async function writeAtomic(path: string, content: Content): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFlushed(temporary, content);
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new TrisimError("unwritable", `${path} cannot be written: ${systemReason(cause)}`, { cause });
  }
}

async function writeFlushed(path: string, content: Content): Promise<void> {
  const handle = await open(path, "wx");
  try {
    const pieces = typeof content === "string" || content instanceof Uint8Array ? [content] : content;
    for (const piece of pieces) await handle.appendFile(piece);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
