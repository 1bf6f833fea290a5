import { TrisimError } from "../errors.js";
import type { ByteImages } from "./dataset.js";
import type { PreprocessConfig } from "./preprocess-config.js";

/**
 * Stored images as a network takes them: (byte × rescale_factor − mean) / std, computed in float64 and rounded once.
 *
 * Gray images are repeated for a network of 3 channels; colour becomes gray, where `channel_order` is "gray", by Pillow's
 * integer form of the ITU-R 601 luma.
 *
 * @param images - N×C×H×W bytes.
 * @param format - C, H and W of the images.
 * @param channels - channels the network takes, 1 or 3.
 * @returns N×channels×H×W.
 * @throws RangeError where the bytes are no whole number of images; TrisimError "mismatch" where the channels or the
 * number of means do not suit the network.
 * @example
 * const config = { do_rescale: true, rescale_factor: 1 / 255, do_normalize: false, image_mean: null, image_std: null, channel_order: null };
 * const format = { kind: "uint8", height: 1, width: 2, channels: 1 };
 * Array.from(preprocess(Uint8Array.of(0, 255), format, config, 1)); // => [0, 1]
 */
export function preprocess(
  images: Uint8Array,
  format: ByteImages,
  config: PreprocessConfig,
  channels: number,
): Float32Array {
  const pixels = format.height * format.width;
  const size = format.channels * pixels;
  if (images.length % size !== 0) {
    const shape = `${format.channels}×${format.height}×${format.width}`;
    throw new RangeError(`preprocess: ${images.length} bytes; expected a whole number of ${shape} images`);
  }
  const order = channelOrder(format, config, channels);
  const tables = valueTables(config, channels);
  const result = new Float32Array((images.length / format.channels) * channels);
  let filled = 0;
  for (let start = 0; start < images.length; start += size) {
    const planes = planesOf(images.subarray(start, start + size), pixels, order);
    for (const [channel, table] of tables.entries()) {
      // A single plane, gray, is repeated.
      const plane = planes[channel % planes.length] ?? images;
      translate(plane, table, result.subarray(filled, filled + pixels));
      filled += pixels;
    }
  }
  return result;
}

type ChannelOrder = "rgb" | "bgr" | "gray";

function channelOrder(format: ByteImages, config: PreprocessConfig, channels: number): ChannelOrder {
  if (channels !== 1 && channels !== 3) {
    throw new TrisimError("mismatch", `preprocess: the model takes ${channels} channels; expected 1 or 3 for images`);
  }
  const order = config.channel_order ?? (channels === 1 && format.channels === 1 ? "gray" : "rgb");
  if (channels === 3 || order === "gray") return order;
  throw new TrisimError("mismatch", `preprocess: the model takes 1 channel, not ${order}; set channel_order to "gray"`);
}

/** For each channel, what each of the 256 bytes becomes. */
function valueTables(config: PreprocessConfig, channels: number): Float32Array[] {
  const factor = config.do_rescale ? config.rescale_factor : 1;
  const means = perChannel("image_mean", config.do_normalize ? config.image_mean : Array(channels).fill(0), channels);
  const stds = perChannel("image_std", config.do_normalize ? config.image_std : Array(channels).fill(1), channels);
  return means.map((mean, channel) => {
    const std = stds[channel] ?? 0;
    if (!(std > 0)) throw new TrisimError("bad-value", `preprocess: image_std is ${std}; expected a number above 0`);
    return Float32Array.from({ length: 256 }, (_, byte) => (byte * factor - mean) / std);
  });
}

function perChannel(key: string, values: readonly number[] | null, channels: number): readonly number[] {
  if (values?.length === channels) return values;
  const found = values?.length ?? 0;
  throw new TrisimError(
    "mismatch",
    `preprocess: ${key} has ${found} values; expected ${channels}, one a channel of the model`,
  );
}

function planesOf(image: Uint8Array, pixels: number, order: ChannelOrder): readonly Uint8Array[] {
  if (image.length === pixels) return [image];
  const red = image.subarray(0, pixels);
  const green = image.subarray(pixels, 2 * pixels);
  const blue = image.subarray(2 * pixels);
  if (order === "gray") return [red.map((value, pixel) => luma(value, green[pixel] ?? 0, blue[pixel] ?? 0))];
  return order === "rgb" ? [red, green, blue] : [blue, green, red];
}

/** ITU-R 601 as Pillow computes it: .299, .587 and .114 in 16-bit fixed point, rounded. */
function luma(red: number, green: number, blue: number): number {
  return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
}

function translate(bytes: Uint8Array, table: Float32Array, result: Float32Array): void {
  let i = 0;
  for (const byte of bytes) result[i++] = table[byte] ?? Number.NaN;
}
