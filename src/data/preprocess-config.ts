import type { CenterCrop, Resize } from "./preprocess-steps.js";

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
