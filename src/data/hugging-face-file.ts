import { z } from "zod";

const flag = z.boolean().nullish();
const informative = z.unknown().optional();
const perChannel = z.array(z.number()).min(1).nullish();

/** The keys of a `preprocessor_config.json`, and what each may hold. */
export const huggingFaceFileSchema = z.strictObject({
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

export type HuggingFaceFile = z.infer<typeof huggingFaceFileSchema>;
