import { TrisimError } from "../errors.js";
import type { HuggingFaceFile } from "./hugging-face-file.js";
import { pixelSize } from "./hugging-face-size.js";
import { IMAGE_PROCESSORS, type ImageProcessor, imageProcessor } from "./image-processors.js";
import type { CenterCrop, Resize } from "./preprocess-steps.js";
import { FILTER_NAMES, type FilterName } from "./resample/filters.js";

/** What helps a file from before transformers wrote its class and filter. */
const UNNAMED_FILTER =
  'is left out, and no class says it; add "resample": 2 for bilinear or 3 for bicubic, or the class, as "image_processor_type": "ViTImageProcessor"';

interface Steps {
  readonly resize: Resize | null;
  readonly crop: CenterCrop | null;
}

/** From this size on ConvNeXT's class makes images square instead of cropping them. */
const SQUARE_FROM = 384;

/**
 * What a `preprocessor_config.json` does to sizes.
 *
 * @throws TrisimError "bad-value" naming the key, "unsupported" for a class of transformers that is not known, or padding.
 */
export function huggingFaceSteps(file: string, config: HuggingFaceFile): Steps {
  if (config.do_pad ?? isGiven(config.pad_size)) {
    const how = "transformers pads after it has normalised, which is not done here; pad the images and set it to false";
    throw new TrisimError("unsupported", `${file}: do_pad: ${how}`);
  }
  const [resizes, crops] = [does(config, "do_resize", "size"), does(config, "do_center_crop", "crop_size")];
  const processor = processorOf(file, config, resizes || crops);
  refuseLeftOut(file, config, processor);
  const filter = resizes ? filterOf(file, config.resample, processor) : "nearest";
  if (resizes && (processor?.cropPct ?? isGiven(config.crop_pct))) {
    if (crops) throw bad(file, "do_center_crop", "stands beside crop_pct, which crops by itself; set it to false");
    return byCropPct(file, config, filter);
  }
  return {
    resize: resizes ? resizeOf(file, config, processor, filter) : null,
    crop: crops ? cropOf(pixelSize(file, "crop_size", config.crop_size, "square")) : null,
  };
}

function isGiven(value: unknown): boolean {
  return (value ?? null) !== null;
}

function does(config: HuggingFaceFile, step: "do_resize" | "do_center_crop", value: "size" | "crop_size"): boolean {
  return config[step] ?? isGiven(config[value]);
}

function processorOf(file: string, config: HuggingFaceFile, isNeeded: boolean): ImageProcessor | null {
  const key = isGiven(config.image_processor_type) ? "image_processor_type" : "feature_extractor_type";
  const name = config[key] ?? null;
  if (name === null) return null;
  const processor = imageProcessor(name);
  if (processor !== null || !isNeeded) return processor;
  const remedy = `expected one of ${IMAGE_PROCESSORS.join(", ")}, or the key left out and size and resample spelt out`;
  throw new TrisimError("unsupported", `${file}: ${key}: what ${name} does to sizes is not known; ${remedy}`);
}

/** transformers would do the step, in a size that the file does not name. */
function refuseLeftOut(file: string, config: HuggingFaceFile, processor: ImageProcessor | null): void {
  const steps = [
    ["size", "do_resize", processor !== null],
    ["crop_size", "do_center_crop", processor?.crops ?? false],
  ] as const;
  for (const [value, step, isDefault] of steps) {
    if (isGiven(config[value]) || !(config[step] ?? isDefault)) continue;
    throw bad(file, value, `is left out; expected the size in pixels, or ${step} false`);
  }
}

function filterOf(file: string, resample: unknown, processor: ImageProcessor | null): FilterName {
  if (!isGiven(resample) && processor !== null) return processor.filter;
  const named = FILTER_NAMES.find((name, number) => resample === number || lower(resample) === name);
  if (named !== undefined) return named;
  if (!isGiven(resample)) throw bad(file, "resample", UNNAMED_FILTER);
  const expected = `expected Pillow's number, 0 to 5, or one of ${FILTER_NAMES.join(", ")}`;
  throw bad(file, "resample", `${JSON.stringify(resample)}; ${expected}`);
}

function lower(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

function byCropPct(file: string, config: HuggingFaceFile, filter: FilterName): Steps {
  const size = pixelSize(file, "size", config.size, "shortest");
  if (!("edge" in size)) throw bad(file, "size", 'stands beside crop_pct; expected a number or {"shortest_edge"}');
  const square = { height: size.edge, width: size.edge };
  if (size.edge >= SQUARE_FROM) return { resize: { to: "exact", ...square, filter }, crop: null };
  const edge = Math.floor(size.edge / (config.crop_pct ?? 224 / 256));
  return { resize: { to: "shortest", edge, filter }, crop: cropOf(square) };
}

function resizeOf(file: string, config: HuggingFaceFile, processor: ImageProcessor | null, filter: FilterName): Resize {
  const bySquare = isGiven(config.default_to_square) ? (config.default_to_square ? "square" : "shortest") : null;
  const size = pixelSize(file, "size", config.size, processor?.plainSize ?? bySquare);
  return "edge" in size ? { to: "shortest", ...size, filter } : { to: "exact", ...size, filter };
}

function cropOf(size: { readonly height: number; readonly width: number } | { readonly edge: number }): CenterCrop {
  const { height, width } = "edge" in size ? { height: size.edge, width: size.edge } : size;
  return { height, width, rounding: "transformers", fill: [0] };
}

function bad(file: string, key: string, what: string): TrisimError {
  return new TrisimError("bad-value", `${file}: ${key}: ${what}`);
}
