import { z } from "zod";
import { TrisimError } from "../errors.js";
import { withFile } from "./byte-source.js";

/** How stored bytes become a network's input, by the keys of Hugging Face's `preprocessor_config.json` and one of ours. */
export interface PreprocessConfig {
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
  do_rescale: true,
  rescale_factor: 1 / 255,
  do_normalize: false,
  image_mean: null,
  image_std: null,
  channel_order: null,
};

const MAX_FILE_BYTES = 2 ** 20;
const flag = z.boolean().nullish();
const informative = z.unknown().optional();
const perChannel = z.array(z.number()).min(1).nullish();

const fileSchema = z.strictObject({
  do_resize: flag,
  size: informative,
  resample: informative,
  crop_pct: informative,
  default_to_square: informative,
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
  // Purely informative: what wrote the file, and how its images came.
  do_convert_rgb: informative,
  feature_extractor_type: informative,
  image_processor_type: informative,
  processor_class: informative,
  _valid_processor_keys: informative,
  input_data_format: informative,
  return_tensors: informative,
  num_channels: informative,
  device: informative,
  disable_grouping: informative,
});

type FileConfig = z.infer<typeof fileSchema>;

/**
 * Reads a preprocessing file. A step whose `do_` key is absent is done where its values are given; rescaling, by 1/255,
 * is done unless `do_rescale` is false.
 *
 * @throws TrisimError "malformed" for what is no JSON object, "bad-value" naming the key of an unknown or wrong value,
 * "unsupported" where images are to be resized, cropped or padded.
 */
export async function readPreprocess(file: string): Promise<PreprocessConfig> {
  const parsed = fileSchema.safeParse(await readJson(file));
  if (!parsed.success) throw new TrisimError("bad-value", `${file}: ${explain(parsed.error)}`);
  refuseResizing(file, parsed.data);
  return withDefaults(file, parsed.data);
}

async function readJson(file: string): Promise<unknown> {
  const text = await withFile(file, async (source) => {
    if (source.byteLength > MAX_FILE_BYTES) {
      throw new TrisimError(
        "malformed",
        `${file}: ${source.byteLength} bytes; expected a preprocessing file of at most 1 MiB`,
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

function explain(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue?.code !== "unrecognized_keys") {
    return `${issue?.path.join(".") || "the whole file"}: ${issue?.message.toLowerCase()}`;
  }
  return `unknown key "${issue.keys[0]}"; expected keys of preprocessor_config.json or channel_order`;
}

function refuseResizing(file: string, config: FileConfig): void {
  const steps = [
    ["do_resize", config.size],
    ["do_center_crop", config.crop_size],
    ["do_pad", config.pad_size],
  ] as const;
  for (const [step, value] of steps) {
    if (!(config[step] ?? (value ?? null) !== null)) continue;
    const remedy = `give images of the model's size and set ${step} to false`;
    throw new TrisimError("unsupported", `${file}: ${step}: resizing is not supported yet; ${remedy}`);
  }
}

function withDefaults(file: string, config: FileConfig): PreprocessConfig {
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
    do_rescale: config.do_rescale ?? defaultPreprocess.do_rescale,
    rescale_factor: config.rescale_factor ?? defaultPreprocess.rescale_factor,
    do_normalize: normalizes,
    image_mean: mean,
    image_std: std,
    channel_order: config.channel_order ?? null,
  };
}
