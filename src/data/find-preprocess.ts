import { basename, dirname, extname, join } from "node:path";
import { defaultPreprocess, type PreprocessConfig } from "./preprocess-config.js";
import { readPreprocess, readTimmConfig } from "./read-preprocess.js";
import { statPath } from "./stat-path.js";

/** The preprocessing of a model and where it was found. */
export interface FoundPreprocess {
  readonly config: PreprocessConfig;
  /** The file, or "default". */
  readonly source: string;
  /** What a reader must know where the default was taken; `null` where a file was found. */
  readonly warning: string | null;
}

/**
 * Finds the preprocessing of a model: the file named, else `resnet20.preprocess.json` beside `resnet20.onnx`, else
 * `preprocessor_config.json` beside it, else timm's `config.json` beside it, else the default: 1/255, RGB, no normalisation, no
 * resize. A `config.json` that transformers wrote says nothing of images and is passed over.
 *
 * @param explicit - the file to take instead of searching.
 * @throws TrisimError "not-found" where the file named is missing, and whatever `readPreprocess` throws.
 */
export async function findPreprocess(modelPath: string, explicit?: string): Promise<FoundPreprocess> {
  const folder = dirname(modelPath);
  const own = ownPreprocess(modelPath);
  const shared = "preprocessor_config.json";
  const source = explicit ?? (await firstThere([own, join(folder, shared)]));
  if (source !== null) return { config: await readPreprocess(source), source, warning: null };
  const timms = join(folder, "config.json");
  const config = await readTimmConfig(timms);
  if (config !== null) return { config, source: timms, warning: null };
  const taken = "images are fed as 1/255, RGB, without normalisation or resizing";
  const warning = `${modelPath}: neither ${basename(own)} nor ${shared} nor timm's config.json is beside it; ${taken}`;
  return { config: defaultPreprocess, source: "default", warning };
}

/** The file beside a model that says how its own images are prepared, and no other's. */
export function ownPreprocess(modelPath: string): string {
  return join(dirname(modelPath), `${basename(modelPath, extname(modelPath))}.preprocess.json`);
}

async function firstThere(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if ((await statPath(path)) !== null) return path;
  }
  return null;
}
