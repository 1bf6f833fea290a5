import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { TrisimError } from "../errors.js";
import { statPath } from "./stat-path.js";
import { systemReason } from "./system-reason.js";

/**
 * Finds out before a long run whether a file can be written where its result is to stand: makes an empty file beside it and
 * removes it.
 *
 * @throws TrisimError "unwritable".
 */
export async function checkWritable(path: string): Promise<void> {
  if ((await statPath(path))?.isDirectory() === true)
    throw new TrisimError("unwritable", `${path} cannot be written: it is a folder`);
  const probe = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(probe, "", { flag: "wx" });
    await rm(probe);
  } catch (cause) {
    throw new TrisimError("unwritable", `${path} cannot be written: ${systemReason(cause)}`, { cause });
  }
}
