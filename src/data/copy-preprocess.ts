import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type FoundPreprocess, findPreprocess, ownPreprocess } from "./find-preprocess.js";
import { writeAtomic } from "./write-atomic.js";

/**
 * Finds out before a long run whether a model that is to be made of another can be fed as that one is: where the other has no
 * preprocessing, nothing is put beside the new one, which then takes what lies there for its own.
 *
 * @param found - the other model's.
 * @param modelPath - of the new model, which need not be there yet.
 * @throws RangeError naming what lies there and says otherwise; whatever `findPreprocess` throws.
 */
export async function checkPreprocess(found: FoundPreprocess, modelPath: string): Promise<void> {
  if (found.warning === null) return;
  const { source, config } = await findPreprocess(modelPath);
  if (JSON.stringify(config) === JSON.stringify(found.config)) return;
  const fed = `${modelPath} would be fed as ${source} says, and the model that it is made of has no preprocessing file`;
  throw new RangeError(`${fed}; name one with --preprocess, or give another name or folder`);
}

/** What was put beside a model. */
export interface CopiedPreprocess {
  readonly path: string;
  /** Whether a file was there that said otherwise. */
  readonly replaced: boolean;
}

/**
 * Lets a model that was made of another be fed as that one is: puts the other's preprocessing beside it, as `NAME.preprocess.json`.
 *
 * @param found - the other model's.
 * @param modelPath - of the new model, which need not be there yet.
 * @returns the file that was written; `null` where the other model has none, or the search beside the new one finds the same file.
 * @throws TrisimError "unwritable"; what the file held before stays where it cannot be written.
 */
export async function copyPreprocess(found: FoundPreprocess, modelPath: string): Promise<CopiedPreprocess | null> {
  // The default has a warning and no file.
  if (found.warning !== null) return null;
  const there = await findPreprocess(modelPath).catch(() => null);
  if (there !== null && resolve(there.source) === resolve(found.source)) return null;
  const path = ownPreprocess(modelPath);
  const [before, after] = [await readFile(path).catch(() => null), await readFile(found.source)];
  await writeAtomic(path, after);
  return { path, replaced: before !== null && !before.equals(after) };
}
