import { createHash } from "node:crypto";
import { TrisimError } from "../errors.js";
import type { ModelFile, StoredModel } from "../onnx/model.js";
import { type FileStamp, fileStamp, isSameStamp } from "./file-stamp.js";
import { readNow } from "./read-now.js";

/** Fewer bytes are not worth reading twice. */
const FEWEST = 2 ** 23;

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
  let known = stamp;
  const checkUnchanged = () => {
    const now = stampNow(path);
    if (now !== null && isSameStamp(now, known)) return;
    if (now?.size !== known.size || sha256Of(path) !== sha256)
      throw new TrisimError("unreadable", `${path} ${CHANGED}`);
    known = now;
  };
  const checkMapped = () => {
    const now = stampNow(path);
    if (now?.dev === known.dev && now.ino === known.ino) checkUnchanged();
  };
  return setAsideAtTimes(bytes, (start, end) => readNow(path, start, end), {
    ...{ path, mapping: "in place", checkUnchanged, checkMapped },
  });
}

/** A stretch of a file that is a part of a model. */
export interface FilePart {
  /** Absolute. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * The same of a model whose values are in files beside it.
 *
 * @param path - the model's own file, absolute, beside which the others are.
 * @param graph - what it holds; `null` where the runtime does not map the others.
 * @param parts - of the whole model, one behind the other: views of the graph, and stretches of the other files.
 * @param stamps - of all these files, from before they were read.
 * @param bytes - the whole model.
 */
export function storedInParts(
  path: string,
  graph: Uint8Array | null,
  parts: readonly (Uint8Array | FilePart)[],
  stamps: ReadonlyMap<string, FileStamp>,
  bytes: Uint8Array,
): StoredModel {
  const check = (isFine: (now: FileStamp | null, known: FileStamp) => boolean) => () => {
    for (const [file, known] of stamps)
      if (!isFine(stampNow(file), known)) throw new TrisimError("unreadable", `${file} ${CHANGED}`);
  };
  return setAsideAtTimes(bytes, (start, end) => readParts(parts, start, end), {
    ...{ path, mapping: graph === null || bytes.length < FEWEST ? null : { graph } },
    checkUnchanged: check((now, known) => now !== null && isSameStamp(now, known)),
    checkMapped: check((now, known) => now?.ino !== known.ino || isSameStamp(now, known)),
  });
}

function readParts(parts: readonly (Uint8Array | FilePart)[], start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  let at = 0;
  for (const part of parts) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, part.length)];
    if (from < to) {
      const stretch =
        part instanceof Uint8Array ? part.subarray(from, to) : readNow(part.path, part.offset + from, part.offset + to);
      bytes.set(stretch, at + from - start);
    }
    at += part.length;
  }
  return bytes;
}

function setAsideAtTimes(
  bytes: Uint8Array,
  read: (start: number, end: number) => Uint8Array,
  said: Omit<ModelFile, "setAside" | "bytesAt">,
): StoredModel {
  const { length } = bytes;
  let held: Uint8Array | undefined = bytes;
  const readChecked = (start: number, end: number) => {
    const again = read(start, end);
    said.checkUnchanged();
    return again;
  };
  const file: ModelFile = {
    ...said,
    setAside() {
      if (held === undefined || length < FEWEST) return false;
      held = undefined;
      return true;
    },
    bytesAt: (start, end) => held?.subarray(start, end) ?? readChecked(start, end),
  };
  return {
    file,
    get bytes() {
      held ??= readChecked(0, length);
      return held;
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
    hash.update(readNow(path, at, Math.min(length, at + HASHED_AT_ONCE)));
  return hash.digest("hex");
}
