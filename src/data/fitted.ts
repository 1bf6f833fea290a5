import { centerCrop } from "./center-crop.js";
import { padded } from "./padded.js";
import type { Pixels } from "./pixels.js";
import type { PreprocessConfig } from "./preprocess-config.js";
import { resampled } from "./resample/resampled.js";
import { resizedSize, type Size } from "./resized-size.js";

/**
 * A stored image brought to the size a network takes: resized, then cropped or padded, to the bit what Pillow and the
 * framework whose file the configuration was read from make of it. `preprocess` makes floats of it.
 *
 * Where the configuration pads in a colour, gray images become RGB.
 *
 * @returns the image itself where there is nothing to do.
 * @throws RangeError where the bytes are not those of one image; TrisimError "unsupported" for an image so narrow that
 * nothing would be left of it.
 * @example
 * const image = { height: 1, width: 4, channels: 1, data: Uint8Array.of(0, 100, 200, 255) };
 * const resize = { to: "exact", height: 1, width: 2, filter: "box" };
 * Array.from(fitted(image, { resize, crop: null }).data); // => [50, 228]
 */
export function fitted(image: Pixels, { resize, crop }: Pick<PreprocessConfig, "resize" | "crop">): Pixels {
  const { height, width, channels, data } = image;
  if (data.length === 0 || data.length !== channels * height * width)
    throw new RangeError(`fitted: ${data.length} bytes; expected one ${channels}×${height}×${width} image`);
  if (resize === null && crop === null) return image;
  const size = resize === null ? image : resizedSize(image, resize);
  const filter = resize?.filter ?? "nearest";
  if (crop === null) {
    const whole = { rows: { from: 0, length: size.height }, columns: { from: 0, length: size.width } };
    return resampled(image, size, filter, whole);
  }
  const { rows, columns } = centerCrop(size, crop);
  // Only what the crop takes is resized: the shorter edge of a strip may leave millions of pixels along the other.
  return padded(resampled(image, size, filter, { rows, columns }), crop, rows.at, columns.at);
}

/**
 * The size that every image is given, `null` where it hangs on the image.
 *
 * @example
 * fittedSize({ resize: { to: "shortest", edge: 256, filter: "bicubic" }, crop: null }); // => null
 */
export function fittedSize({ resize, crop }: Pick<PreprocessConfig, "resize" | "crop">): Size | null {
  if (crop !== null) return { height: crop.height, width: crop.width };
  return resize?.to === "exact" ? { height: resize.height, width: resize.width } : null;
}
