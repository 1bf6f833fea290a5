import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { TrisimError } from "../errors.js";
import { systemReason } from "./system-reason.js";

/**
 * Makes a folder, and those above it that are missing.
 *
 * Not by Node's own recursive way, which tries for ever where the system says of a folder in one that is there that there is
 * none, as below /proc.
 *
 * @throws TrisimError "unwritable".
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await make(resolve(path));
  } catch (cause) {
    throw new TrisimError("unwritable", `${path} cannot be made: ${systemReason(cause)}`, { cause });
  }
}

async function make(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await make(above);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process was faster.
    if (!(await isFolder(path))) throw error;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}
