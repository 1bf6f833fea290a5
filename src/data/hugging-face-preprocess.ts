import { TrisimError } from "../errors.js";
import { type HuggingFaceFile, huggingFaceFileSchema } from "./hugging-face-file.js";
import { huggingFaceSteps } from "./hugging-face-steps.js";
import type { PreprocessConfig } from "./preprocess-config.js";
import { schemaFault } from "./schema-fault.js";

/**
 * What the content of a `preprocessor_config.json` says. A step whose `do_` key is absent is done where its values are
 * given; rescaling, by 1/255, is done unless `do_rescale` is false.
 *
 * @param file - the file's name, for errors.
 * @throws TrisimError "bad-value" naming the key of an unknown, missing or wrong value, "unsupported" naming what no step
 * here does.
 */
export function huggingFacePreprocess(file: string, json: unknown): PreprocessConfig {
  const parsed = huggingFaceFileSchema.safeParse(json);
  if (!parsed.success) throw schemaFault(file, parsed.error, "keys of preprocessor_config.json or channel_order");
  return { ...huggingFaceSteps(file, parsed.data), ...values(file, parsed.data) };
}

function values(file: string, config: HuggingFaceFile): Omit<PreprocessConfig, "resize" | "crop"> {
  const [mean, std] = [config.image_mean ?? null, config.image_std ?? null];
  const normalizes = config.do_normalize ?? (mean !== null || std !== null);
  if (normalizes && (mean === null || std === null)) {
    throw new TrisimError("bad-value", `${file}: do_normalize needs image_mean and image_std, or is to be false`);
  }
  if (normalizes && mean?.length !== std?.length) {
    throw new TrisimError(
      "bad-value",
      `${file}: image_mean has ${mean?.length} values and image_std has ${std?.length}`,
    );
  }
  return {
    do_rescale: config.do_rescale ?? true,
    rescale_factor: config.rescale_factor ?? 1 / 255,
    do_normalize: normalizes,
    image_mean: mean,
    image_std: std,
    channel_order: config.channel_order ?? null,
  };
}
