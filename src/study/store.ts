import { createHash } from "node:crypto";
import { join } from "node:path";
import { withFile } from "../data/byte-source.js";
import { fileStamp } from "../data/file-stamp.js";
import { makeFolder } from "../data/make-folder.js";
import { statPath } from "../data/stat-path.js";
import { paddedLine, parseStored, storedBytes } from "../data/stored-value.js";
import { writeAtomic } from "../data/write-atomic.js";

/** What a result hangs on: the same key, the same result. */
export type StoreKey = Readonly<Record<string, unknown>>;

/** Where finished parts of a long run are kept. */
export interface Store {
  /**
   * What was kept under a key, else what `compute` gives, which is kept before it is returned. A store that keeps nothing
   * does not ask for the key.
   *
   * @throws TrisimError "unwritable"; whatever `compute` throws, and nothing is kept then.
   */
  remembered<T>(keyOf: () => StoreKey, compute: () => Promise<T>): Promise<T>;
  /** Whether something is kept under a key; it may still turn out to be damaged. */
  has(key: StoreKey): Promise<boolean>;
  /** Entries that were damaged and computed anew, as the results should say. */
  readonly damaged: readonly string[];
}

/** Keeps nothing. */
export const noStore: Store = { remembered: (_, compute) => compute(), has: async () => false, damaged: [] };

/** The name of a result: a hash of what it hangs on. */
export function storeName(key: StoreKey): string {
  return sha256([Buffer.from(JSON.stringify(key))]);
}

/** The name of the file that a folder keeps a result in. */
export function entryName(name: string): string {
  return `${name}.entry`;
}

/** Keeps everything as long as it lives. */
export function memoryStore(): Store {
  const kept = new Map<string, Promise<unknown>>();
  return {
    damaged: [],
    has: async (key) => kept.has(storeName(key)),
    remembered<T>(keyOf: () => StoreKey, compute: () => Promise<T>) {
      const name = storeName(keyOf());
      const known = kept.get(name) as Promise<T> | undefined;
      if (known !== undefined) return known;
      const value = compute();
      kept.set(name, value);
      value.catch(() => kept.delete(name));
      return value;
    },
  };
}

/**
 * A folder with one file a result, named after its key. A file holds its key and a checksum of its value: one that was
 * cut short or altered is computed anew, and said so.
 *
 * @param fresh - whether what is there when this begins is not read, only replaced.
 */
export function folderStore(folder: string, fresh = false): Store {
  const damaged: string[] = [];
  const made = new Set<string>();
  const pathOf = (key: StoreKey) => join(folder, entryName(storeName(key)));
  const readable = (path: string) => !fresh || made.has(path);
  return {
    damaged,
    has: async (key) => readable(pathOf(key)) && exists(pathOf(key)),
    async remembered<T>(keyOf: () => StoreKey, compute: () => Promise<T>) {
      const key = keyOf();
      const path = pathOf(key);
      if (readable(path) && (await exists(path))) {
        const kept = await keptIn(path, key);
        if (kept !== undefined) return kept as T;
        damaged.push(path);
      }
      const value = await compute();
      await makeFolder(folder);
      await writeAtomic(path, entry(key, value));
      made.add(path);
      return value;
    },
  };
}

/** A line with the key and the checksum of what follows, then the value. */
function entry(key: StoreKey, value: unknown): readonly Uint8Array[] {
  const pieces = storedBytes(value);
  return [headOf(key, sha256(pieces)), ...pieces];
}

function headOf(key: StoreKey, checksum: string): Uint8Array {
  return paddedLine(JSON.stringify({ key, sha256: checksum }));
}

/** From so many bytes on, what an entry has to be read on demand stays in its file. */
const LARGE = 2 ** 25;

/** The value of an entry; `undefined` where it is not what was written under this key. */
async function keptIn(path: string, key: StoreKey): Promise<unknown> {
  // From before it is checked: what is read of it later must be what was checked.
  const stamp = fileStamp(path);
  const bytes = await withFile(path, (source) => source.slice(0, source.byteLength));
  const end = bytes.indexOf(10) + 1;
  const value = bytes.subarray(end);
  if (!headOf(key, sha256([value])).every((byte, at) => byte === bytes[at])) return undefined;
  if (bytes.length < LARGE) return parseStored(value);
  return parseStored(value, (at, length) => ({ path, at: end + at, length, stamp }));
}

async function exists(path: string): Promise<boolean> {
  return (await statPath(path)) !== null;
}

function sha256(pieces: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
}
