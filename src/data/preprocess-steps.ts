import type { FilterName } from "./resample/filters.js";

/** What an image is resized to before it is cropped. */
export type Resize = ExactResize | ShortestResize | RatioResize;

/** To exactly this size; proportions are lost. */
interface ExactResize {
  readonly to: "exact";
  readonly height: number;
  readonly width: number;
  readonly filter: FilterName;
}

/** The shorter edge to this many pixels, the longer one in proportion and cut to whole pixels: torchvision's `Resize`. */
interface ShortestResize {
  readonly to: "shortest";
  readonly edge: number;
  readonly filter: FilterName;
}

/** In proportion, rounded half to even, so that it covers this size or lies inside: timm's `ResizeKeepRatio`. */
interface RatioResize {
  readonly to: "cover" | "inside";
  readonly height: number;
  readonly width: number;
  readonly filter: FilterName;
}

/** The middle of an image; what is smaller is put into the middle of a filled one. */
export interface CenterCrop {
  readonly height: number;
  readonly width: number;
  /** Whose rounding, where the middle lies between two pixels. */
  readonly rounding: "transformers" | "torchvision";
  /** One byte a channel, or a single one for all. Three make a gray image RGB. */
  readonly fill: readonly number[];
}
