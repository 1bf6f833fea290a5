import { type BigIntStats, closeSync, openSync, readSync, statSync } from "node:fs";
import { TrisimError } from "../errors.js";
import type { ModelFile, StoredModel } from "../onnx/model.js";
import { systemReason } from "./system-reason.js";

/** Fewer bytes are not worth reading twice. */
const FEWEST = 2 ** 23;

/** The most one read asks for: the system's own limit is a little below 2 GiB. */
const READ_AT_ONCE = 2 ** 30;

/** What a file is known by, as far as the system says it: where, how long, and when it was written to. */
export type FileStamp = Pick<BigIntStats, "dev" | "ino" | "size" | "mtimeNs">;

/** @throws what the system says where the file is not there. */
export function fileStamp(path: string): FileStamp {
  return statSync(path, { bigint: true });
}

/**
 * A model that is one file, of whose bytes many need not be held: they are set aside while nobody looks at them, and read again
 * when somebody does.
 *
 * @param path - absolute.
 * @param bytes - all of the file.
 * @param stamp - the file's from before it was read.
 */
export function storedInFile(path: string, bytes: Uint8Array, stamp: FileStamp): StoredModel {
  let held: Uint8Array | undefined = bytes;
  const file: ModelFile = {
    path,
    setAside() {
      if (held === undefined || stamp.size < FEWEST) return false;
      held = undefined;
      return true;
    },
    bytesAt(start, end) {
      if (held !== undefined) return held.subarray(start, end);
      const bytes = readAgain(path, start, end);
      file.checkUnchanged();
      return bytes;
    },
    checkUnchanged() {
      if (!isSame(path, stamp)) throw new TrisimError("unreadable", `${path} ${CHANGED}`);
    },
  };
  return {
    file,
    get bytes() {
      if (held !== undefined) return held;
      const again = readAgain(path, 0, Number(stamp.size));
      file.checkUnchanged();
      held = again;
      return again;
    },
  };
}

const CHANGED = "was written to while it was in use; leave it alone until this has ended, and start again";

function isSame(path: string, stamp: FileStamp): boolean {
  try {
    const now = fileStamp(path);
    return (["dev", "ino", "size", "mtimeNs"] as const).every((key) => now[key] === stamp[key]);
  } catch {
    return false;
  }
}

/** All at once, while everything waits: those who look at a model do not expect to wait. */
function readAgain(path: string, start: number, end: number): Uint8Array {
  try {
    const descriptor = openSync(path, "r");
    try {
      const bytes = new Uint8Array(end - start);
      for (let done = 0; done < bytes.length; ) {
        const count = readSync(descriptor, bytes, done, Math.min(bytes.length - done, READ_AT_ONCE), start + done);
        if (count === 0) throw new TrisimError("unreadable", `${path} ${CHANGED}`);
        done += count;
      }
      return bytes;
    } finally {
      closeSync(descriptor);
    }
  } catch (cause) {
    if (cause instanceof TrisimError) throw cause;
    throw new TrisimError("unreadable", `${path} cannot be read again: ${systemReason(cause)}`, { cause });
  }
}
