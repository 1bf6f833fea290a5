import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { TrisimError } from "../errors.js";
import { systemReason } from "./system-reason.js";

/**
 * What is at a path; `null` where nothing is.
 *
 * @throws TrisimError "unreadable" where it cannot be told.
 */
export async function statPath(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw new TrisimError("unreadable", `${path} cannot be read: ${systemReason(cause)}`, { cause });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
