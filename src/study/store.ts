import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseStored, storedText } from "../data/stored-value.js";
import { writeAtomic } from "../data/write-atomic.js";
import { TrisimError } from "../errors.js";

/** What a result hangs on: the same key, the same result. */
type StoreKey = Readonly<Record<string, unknown>>;

/** Where finished parts of a long run are kept. */
export interface Store {
  /**
   * What was kept under a key, else what `compute` gives, which is kept before it is returned. A store that keeps nothing
   * does not ask for the key.
   *
   * @throws TrisimError "unwritable"; whatever `compute` throws, and nothing is kept then.
   */
  remembered<T>(keyOf: () => StoreKey, compute: () => Promise<T>): Promise<T>;
  /** Entries that were damaged and computed anew, as the results should say. */
  readonly damaged: readonly string[];
}

/** Keeps nothing. */
export const noStore: Store = { remembered: (_, compute) => compute(), damaged: [] };

/**
 * A folder with one file a result, named after its key. A file holds its key and a checksum of its value: one that was
 * cut short or altered is computed anew, and said so.
 *
 * @param fresh - whether what is there is not read, only replaced.
 */
export function folderStore(folder: string, fresh = false): Store {
  const damaged: string[] = [];
  return {
    damaged,
    async remembered<T>(keyOf: () => StoreKey, compute: () => Promise<T>) {
      const key = keyOf();
      const name = sha256(storedText(key));
      const path = join(folder, `${name}.json`);
      const text = fresh ? null : await textOf(path);
      if (text !== null) {
        const kept = valueIn(text, key);
        if (kept !== undefined) return kept as T;
        damaged.push(path);
      }
      const value = await compute();
      await makeStore(folder);
      await writeAtomic(path, entryText(key, value));
      return value;
    },
  };
}

function entryText(key: StoreKey, value: unknown): string {
  const text = storedText(value);
  return `${storedText({ key, sha256: sha256(text) })}\n${text}\n`;
}

/** The value of an entry; `undefined` where it is not what was written under this key. */
function valueIn(text: string, key: StoreKey): unknown {
  const [head = "", value = ""] = text.split("\n");
  if (head !== storedText({ key, sha256: sha256(value) })) return undefined;
  return parseStored(value);
}

async function textOf(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new TrisimError("unreadable", `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

async function makeStore(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    throw new TrisimError("unwritable", `${folder} cannot be made: ${(cause as Error).message}`, { cause });
  }
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
