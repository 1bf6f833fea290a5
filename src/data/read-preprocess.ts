import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";
import { huggingFacePreprocess } from "./hugging-face-preprocess.js";
import type { PreprocessConfig } from "./preprocess-config.js";
import { statPath } from "./stat-path.js";
import { isTimmConfig, timmPreprocess } from "./timm-preprocess.js";

/** timm writes the names of all classes down, of ImageNet-21k more than a million characters. */
const MAX_FILE_BYTES = 2 ** 23;

/**
 * Reads a preprocessing file: Hugging Face's `preprocessor_config.json`, or timm's `config.json`.
 *
 * @throws TrisimError "malformed" for what is no JSON, "bad-value" naming the key of an unknown, missing or wrong value,
 * "unsupported" naming what no step here does.
 */
export async function readPreprocess(file: string): Promise<PreprocessConfig> {
  const json = await readJson(file);
  return isTimmConfig(json) ? timmPreprocess(file, json) : huggingFacePreprocess(file, json);
}

/**
 * Reads a `config.json` that may be timm's.
 *
 * @returns `null` where nothing is there, and for another's file of that name, such as transformers writes.
 * @throws TrisimError as `readPreprocess` does where it is timm's.
 */
export async function readTimmConfig(file: string): Promise<PreprocessConfig | null> {
  if ((await statPath(file))?.isFile() !== true) return null;
  const json = await readJson(file).catch((error) => {
    // What is no JSON is not timm's.
    if (error instanceof TrisimError && error.code === "malformed") return null;
    throw error;
  });
  return isTimmConfig(json) ? timmPreprocess(file, json) : null;
}

async function readJson(file: string): Promise<unknown> {
  const text = await withFile(file, async (source) => {
    if (source.byteLength > MAX_FILE_BYTES) {
      throw new TrisimError(
        "malformed",
        `${file}: ${source.byteLength} bytes; expected a preprocessing file of at most 8 MiB`,
      );
    }
    return new TextDecoder().decode(await source.slice(0, source.byteLength));
  });
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TrisimError("malformed", `${file} is no JSON`, { cause });
  }
}
