import { closeSync, openSync, readSync } from "node:fs";
import { TrisimError } from "../errors.js";
import { systemReason } from "./system-reason.js";

/** The most one read asks for: the system's own limit is a little below 2 GiB. */
const READ_AT_ONCE = 2 ** 30;

/**
 * The bytes [start, end) of a file that was read before, while everything waits: who looks at what is in memory at other times does
 * not expect to wait.
 *
 * @throws TrisimError "unreadable" where the file is not there any more, or shorter.
 */
export function readNow(path: string, start: number, end: number): Uint8Array<ArrayBuffer> {
  try {
    const descriptor = openSync(path, "r");
    try {
      const bytes = new Uint8Array(end - start);
      for (let done = 0; done < bytes.length; ) {
        const count = readSync(descriptor, bytes, done, Math.min(bytes.length - done, READ_AT_ONCE), start + done);
        if (count === 0) throw new TrisimError("unreadable", `${path} became shorter while it was in use; start again`);
        done += count;
      }
      return bytes;
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof TrisimError) throw cause;
    const what = `${path} cannot be read again: ${systemReason(cause)}; start again`;
    throw new TrisimError("unreadable", what, { cause });
  }
}
