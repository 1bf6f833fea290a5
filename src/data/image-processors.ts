import type { FilterName } from "./resample/filters.js";

/** What a class of transformers does where its file says nothing. */
export interface ImageProcessor {
  /** What a `size` that is a plain number means. */
  readonly plainSize: "square" | "shortest";
  readonly filter: FilterName;
  readonly crops: boolean;
  /** Whether a `size` below 384 is resized to size / crop_pct and cropped, and a larger one is made square. */
  readonly cropPct: boolean;
}

const square = (filter: FilterName, crops: boolean) =>
  ({ plainSize: "square", filter, crops, cropPct: false }) as const;
const shortest = (filter: FilterName) => ({ plainSize: "shortest", filter, crops: true, cropPct: false }) as const;
const byCropPct = { plainSize: "shortest", filter: "bicubic", crops: false, cropPct: true } as const;

/** By the name without `ImageProcessor` or `FeatureExtractor`. ResNet's is ConvNeXT's, DINOv2's is BiT's. */
const PROCESSORS: Readonly<Record<string, ImageProcessor>> = {
  Bit: shortest("bicubic"),
  CLIP: shortest("bicubic"),
  ConvNext: byCropPct,
  DeiT: square("bicubic", true),
  MobileNetV1: shortest("bilinear"),
  MobileNetV2: shortest("bilinear"),
  Siglip: square("bicubic", false),
  ViT: square("bilinear", false),
};

/** The names that `imageProcessor` knows, as transformers writes them. */
export const IMAGE_PROCESSORS = Object.keys(PROCESSORS).map((name) => `${name}ImageProcessor`);

/**
 * A class of transformers by its name. The fast ones are taken for those whose files they read: they resize by torch, which
 * is not Pillow to the bit.
 *
 * @returns `null` for a class that is not known.
 * @example
 * imageProcessor("CLIPImageProcessorFast")?.plainSize; // => "shortest"
 */
export function imageProcessor(name: string): ImageProcessor | null {
  const own = name.replace(/(ImageProcessor|FeatureExtractor)(Fast)?$/, "");
  return Object.hasOwn(PROCESSORS, own) ? (PROCESSORS[own] ?? null) : null;
}
