import { z } from "zod";
import { TrisimError } from "../errors.js";
import { huggingFaceSteps } from "./hugging-face-steps.js";
import type { PreprocessConfig } from "./preprocess-config.js";
import { schemaFault } from "./schema-fault.js";

const flag = z.boolean().nullish();
const informative = z.unknown().optional();
const perChannel = z.array(z.number()).min(1).nullish();

const fileSchema = z.strictObject({
  do_resize: flag,
  size: informative,
  resample: informative,
  crop_pct: z.number().positive().nullish(),
  default_to_square: flag,
  do_center_crop: flag,
  crop_size: informative,
  do_pad: flag,
  pad_size: informative,
  do_rescale: flag,
  rescale_factor: z.number().positive().nullish(),
  do_normalize: flag,
  image_mean: perChannel,
  image_std: z.array(z.number().positive()).min(1).nullish(),
  channel_order: z.enum(["rgb", "bgr", "gray"]).nullish(),
  data_format: z.literal("channels_first").nullish(),
  // Decides what a file leaves open.
  feature_extractor_type: z.string().nullish(),
  image_processor_type: z.string().nullish(),
  // Purely informative: what wrote the file, and how its images came.
  do_convert_rgb: informative,
  processor_class: informative,
  _valid_processor_keys: informative,
  input_data_format: informative,
  return_tensors: informative,
  num_channels: informative,
  device: informative,
  disable_grouping: informative,
  image_seq_length: informative,
  // Only what is not set is understood: padding after normalisation, and other places of the classes.
  size_divisor: z.null().optional(),
});

export type HuggingFaceFile = z.infer<typeof fileSchema>;

/**
 * What the content of a `preprocessor_config.json` says. A step whose `do_` key is absent is done where its values are
 * given; rescaling, by 1/255, is done unless `do_rescale` is false.
 *
 * @param file - the file's name, for errors.
 * @throws TrisimError "bad-value" naming the key of an unknown, missing or wrong value, "unsupported" naming what no step
 * here does.
 */
export function huggingFacePreprocess(file: string, json: unknown): PreprocessConfig {
  const parsed = fileSchema.safeParse(json);
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
