import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";
import { huggingFacePreprocess } from "./hugging-face-preprocess.js";
import type { CenterCrop, Resize } from "./preprocess-steps.js";
import { statPath } from "./stat-path.js";
import { isTimmConfig, timmPreprocess } from "./timm-preprocess.js";

/**
 * How stored bytes become a network's input: by the keys of Hugging Face's `preprocessor_config.json`, but for what is done
 * to sizes, which each framework writes down in its own way, and for one key of ours.
 */
export interface PreprocessConfig {
  /** The first step; `null` where images are taken in their own size. */
  readonly resize: Resize | null;
  /** The second step; `null` where images are taken whole. */
  readonly crop: CenterCrop | null;
  readonly do_rescale: boolean;
  /** What bytes are multiplied by where `do_rescale`. */
  readonly rescale_factor: number;
  readonly do_normalize: boolean;
  /** Subtracted after rescaling where `do_normalize`; one a channel, in the order in which they are fed. */
  readonly image_mean: readonly number[] | null;
  /** Divided by after that; one a channel. */
  readonly image_std: readonly number[] | null;
  /** Ours: the order in which channels are fed; `null` is gray for gray images and a network of one channel, else RGB. */
  readonly channel_order: "rgb" | "bgr" | "gray" | null;
}

/** What is used where a model has no file: 1/255, RGB, no normalisation, no resize. */
export const defaultPreprocess: PreprocessConfig = {
  resize: null,
  crop: null,
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
  image_mean: null,
  image_std: null,
  channel_order: null,
};

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
