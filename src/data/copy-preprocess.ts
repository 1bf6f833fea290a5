import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type FoundPreprocess, findPreprocess, ownPreprocess } from "./find-preprocess.js";
import { writeAtomic } from "./write-atomic.js";

/**
 * Lets a model that was made of another be fed as that one is: puts the other's preprocessing beside it, as `NAME.preprocess.json`.
 *
 * @param found - the other model's.
 * @param modelPath - of the new model, which need not be there yet.
 * @returns the file that was written; `null` where the other model has none, or the search beside the new one finds the same file.
 * @throws TrisimError "unwritable"; what the file held before stays where it cannot be written.
 */
export async function copyPreprocess(found: FoundPreprocess, modelPath: string): Promise<string | null> {
  // The default has a warning and no file.
  if (found.warning !== null) return null;
  const there = await findPreprocess(modelPath).catch(() => null);
  if (there !== null && resolve(there.source) === resolve(found.source)) return null;
  const path = ownPreprocess(modelPath);
  await writeAtomic(path, await readFile(found.source));
  return path;
}
