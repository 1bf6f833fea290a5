import { z } from "zod";
import { TrisimError } from "../errors.js";
import type { PreprocessConfig } from "./preprocess-config.js";
import type { CenterCrop, Resize } from "./preprocess-steps.js";
import { FILTER_NAMES } from "./resample/filters.js";
import { roundHalfEven } from "./round-half-even.js";
import { schemaFault } from "./schema-fault.js";

const informative = z.unknown().optional();
const pixels = z
  .int()
  .min(1)
  .max(2 ** 14);
const perChannel = z.array(z.number()).min(1);

const cfgSchema = z.strictObject({
  input_size: z.tuple([z.int().min(1), pixels, pixels]),
  interpolation: z.enum(FILTER_NAMES),
  crop_pct: z.number().positive().nullish(),
  crop_mode: z.enum(["center", "squash", "border"]).nullish(),
  mean: perChannel,
  std: z.array(z.number().positive()).min(1),
  // Purely informative: the network, where it came from, and what it is trained or tested with besides.
  url: informative,
  file: informative,
  state_dict: informative,
  hf_hub_id: informative,
  hf_hub_filename: informative,
  source: informative,
  architecture: informative,
  tag: informative,
  custom_load: informative,
  test_input_size: informative,
  min_input_size: informative,
  fixed_input_size: informative,
  test_crop_pct: informative,
  num_classes: informative,
  label_offset: informative,
  label_names: informative,
  label_descriptions: informative,
  pool_size: informative,
  test_pool_size: informative,
  first_conv: informative,
  classifier: informative,
  license: informative,
  description: informative,
  origin_url: informative,
  paper_name: informative,
  paper_ids: informative,
  notes: informative,
});

const fileSchema = z.strictObject({
  pretrained_cfg: cfgSchema,
  architecture: informative,
  num_classes: informative,
  num_features: informative,
  global_pool: informative,
  model_args: informative,
  label_names: informative,
  label_descriptions: informative,
});

type Cfg = z.infer<typeof cfgSchema>;

/** Of files written before there was a `pretrained_cfg`: what does not belong into it; all else stands beside. */
const OUTSIDE = ["architecture", "num_features"];

/**
 * Whether some JSON is timm's `config.json`: transformers writes `architectures` into a file of the same name.
 *
 * @example
 * isTimmConfig({ architectures: ["ResNetForImageClassification"], model_type: "resnet" }); // => false
 */
export function isTimmConfig(json: unknown): json is object {
  if (typeof json !== "object" || json === null) return false;
  return "pretrained_cfg" in json || ("architecture" in json && "input_size" in json);
}

/**
 * What the content of timm's `config.json` says: what `create_transform` does for evaluation at `input_size`, where a
 * `crop_pct` left out is .875 and a `crop_mode` "center".
 *
 * @param file - the file's name, for errors.
 * @throws TrisimError "bad-value" naming the key of an unknown, missing or wrong value.
 * @see https://github.com/huggingface/pytorch-image-models, timm/data/transforms_factory.py
 */
export function timmPreprocess(file: string, json: unknown): PreprocessConfig {
  const parsed = fileSchema.safeParse(nested(json));
  if (!parsed.success) throw schemaFault(file, parsed.error, "keys of timm's config.json");
  const cfg = parsed.data.pretrained_cfg;
  if (cfg.mean.length !== cfg.std.length)
    throw new TrisimError("bad-value", `${file}: mean has ${cfg.mean.length} values and std has ${cfg.std.length}`);
  if (cfg.crop_mode === "border" && cfg.mean.some((value) => value < 0 || value > 1))
    throw new TrisimError("bad-value", `${file}: mean is ${cfg.mean}; expected 0 to 1 where crop_mode is border`);
  const [, height, width] = cfg.input_size;
  return {
    resize: resizeOf(cfg),
    crop: { height, width, rounding: "torchvision", fill: fillOf(cfg) },
    do_rescale: true,
    rescale_factor: 1 / 255,
    do_normalize: true,
    image_mean: cfg.mean,
    image_std: cfg.std,
    channel_order: null,
  };
}

/** Old files have the keys of `pretrained_cfg` beside the others, and call the labels' names `labels`. */
function nested(json: unknown): unknown {
  if (!isTimmConfig(json) || "pretrained_cfg" in json) return json;
  const [outside, inside] = [true, false].map((isOutside) =>
    Object.fromEntries(Object.entries(json).filter(([key]) => OUTSIDE.includes(key) === isOutside)),
  );
  const { labels, ...cfg } = inside ?? {};
  return { ...outside, pretrained_cfg: labels === undefined ? cfg : { ...cfg, label_names: labels } };
}

function resizeOf({ input_size, crop_pct, crop_mode, interpolation: filter }: Cfg): Resize {
  const [height, width] = input_size.slice(1).map((edge) => Math.floor(edge / (crop_pct ?? 0.875))) as [number, number];
  if (crop_mode === "squash") return { to: "exact", height, width, filter };
  if (crop_mode === "border") return { to: "inside", height, width, filter };
  if (height === width) return { to: "shortest", edge: height, filter };
  // Here timm leaves its class to the default, whatever `interpolation` is.
  return { to: "cover", height, width, filter: "bilinear" };
}

function fillOf({ crop_mode, mean }: Cfg): CenterCrop["fill"] {
  return crop_mode === "border" ? mean.map((value) => roundHalfEven(255 * value)) : [0];
}
