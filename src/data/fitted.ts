import type { Pixels } from "./pixels.js";
import type { PreprocessConfig } from "./preprocess-config.js";

/** An image resized and cropped as the configuration says. */
export function fitted(image: Pixels, _config: PreprocessConfig): Pixels {
  return image;
}

/** The size that every fitted image has; `null` where it depends on the image. */
export function fittedSize(_config: PreprocessConfig): { readonly height: number; readonly width: number } | null {
  return null;
}
