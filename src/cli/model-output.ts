import { rm } from "node:fs/promises";
import { checkWritable } from "../data/check-writable.js";
import { copyPreprocess } from "../data/copy-preprocess.js";
import { type FoundPreprocess, ownPreprocess } from "../data/find-preprocess.js";
import { statPath } from "../data/stat-path.js";
import { writeOnnx } from "../data/write-onnx.js";
import type { OutputFlags } from "./common-options.js";
import { warn } from "./watched.js";

/**
 * Finds out before anything runs whether a model can be written where it is to stand, its preprocessing beside it.
 *
 * @param option - that names the file, for messages.
 * @param read - the models that the command reads, as they were named.
 * @throws RangeError for a name of another kind of file, or of a model that is read; TrisimError "unwritable".
 */
export async function checkModelOutput(option: string, path: string, read: readonly string[]): Promise<void> {
  if (!/\.onnx$/i.test(path))
    throw new RangeError(`${option} ${path}: models are written as ONNX; name a file ending in .onnx`);
  for (const model of read) {
    if (await isSameFile(model, path))
      throw new RangeError(`${option} ${path} is a model that is read; give another name`);
  }
  await checkWritable(path);
  await checkWritable(ownPreprocess(path));
}

/** Under whatever names. */
async function isSameFile(one: string, other: string): Promise<boolean> {
  const [a, b] = [await statPath(one), await statPath(other)];
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/**
 * Writes a model that was made of another, and beside it what says how its images are prepared; neither where one of them
 * cannot be.
 *
 * @param found - the other's preprocessing.
 * @returns the file that was written beside it; `null` where none was needed.
 * @throws TrisimError "unwritable".
 */
export async function writeModel(
  flags: OutputFlags,
  path: string,
  bytes: Uint8Array,
  found: FoundPreprocess,
): Promise<string | null> {
  await writeOnnx(path, bytes);
  const copied = await copyPreprocess(found, path).catch(async (error) => {
    await rm(path);
    throw error;
  });
  if (copied?.replaced === true) warn(flags, `${copied.path} said otherwise; it is replaced by ${found.source}`);
  return copied?.path ?? null;
}
