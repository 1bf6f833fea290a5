import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { TrisimError } from "../errors.js";
import type { ModelFile, StoredModel } from "../onnx/model.js";
import { type FileStamp, fileStamp, isSameStamp } from "./file-stamp.js";
import { systemReason } from "./system-reason.js";

/** Fewer bytes are not worth reading twice. */
const FEWEST = 2 ** 23;

/** The most one read asks for: the system's own limit is a little below 2 GiB. */
const READ_AT_ONCE = 2 ** 30;

/**
 * A model that is one file, of whose bytes many need not be held: they are set aside while nobody looks at them, and read again
 * when somebody does.
 *
 * @param path - absolute.
 * @param bytes - all of the file.
 * @param stamp - the file's from before it was read.
 * @param sha256 - of the bytes: a file that was only touched, or replaced by its like, is the same.
 */
export function storedInFile(path: string, bytes: Uint8Array, stamp: FileStamp, sha256: string): StoredModel {
  let held: Uint8Array | undefined = bytes;
  let known = stamp;
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
      const now = stampNow(path);
      if (now !== null && isSameStamp(now, known)) return;
      if (now?.size !== known.size || sha256Of(path) !== sha256)
        throw new TrisimError("unreadable", `${path} ${CHANGED}`);
      known = now;
    },
    checkMapped() {
      const now = stampNow(path);
      if (now?.dev === known.dev && now.ino === known.ino) file.checkUnchanged();
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

const CHANGED = "is not what it was when it was opened; leave it alone until this has ended, and start again";

function stampNow(path: string): FileStamp | null {
  try {
    return fileStamp(path);
  } catch {
    return null;
  }
}

const HASHED_AT_ONCE = 2 ** 24;

function sha256Of(path: string): string {
  const hash = createHash("sha256");
  const length = Number(fileStamp(path).size);
  for (let at = 0; at < length; at += HASHED_AT_ONCE)
    hash.update(readAgain(path, at, Math.min(length, at + HASHED_AT_ONCE)));
  return hash.digest("hex");
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
