import type { ByteImages, EncodedImage, ImageFormat, StoredImages } from "../data/dataset.js";
import { fitted } from "../data/fitted.js";
import type { Pixels } from "../data/pixels.js";
import { preprocess } from "../data/preprocess.js";
import type { PreprocessConfig } from "../data/preprocess-config.js";
import { TrisimError } from "../errors.js";
import type { Pass } from "./forward.js";
import { blank, type ImageInput, REMEDY } from "./image-input.js";
import { prepareImage } from "./image-threads.js";

/**
 * How stored images become a network's values: image files are decoded, both they and stored bytes are resized and cropped,
 * then preprocessed; float arrays are fed as they are.
 *
 * @param channels - channels the network takes.
 * @throws TrisimError "mismatch" where the configuration does not suit such images.
 */
export function preparation(images: ImageFormat, config: PreprocessConfig, channels: number): Pass["prepare"] {
  if (images.kind === "float32") return (stored) => floats(stored);
  // Tried on one pixel, so that what does not suit is told before anything is read.
  const pixel = {
    kind: "uint8",
    height: 1,
    width: 1,
    channels: images.kind === "uint8" ? images.channels : 3,
  } as const;
  preprocess(new Uint8Array(pixel.channels), pixel, config, channels);
  if (images.kind === "encoded") return (stored, input) => each(files(stored), config, input);
  const whole = blank(images);
  if (fitted(whole, config) === whole) return (stored) => preprocess(bytes(stored), images, config, channels);
  return (stored, input) => each(pixelsOf(bytes(stored), images), config, input);
}

/** Every image on its own, on several threads. */
async function each(
  images: readonly (EncodedImage | Pixels)[],
  config: PreprocessConfig,
  { shape }: ImageInput,
): Promise<Float32Array> {
  const [channels, height, width] = shape;
  const put = async (image: EncodedImage | Pixels) => {
    const made = await prepareImage(image, config, channels);
    if (made.height === height && made.width === width) return made.values;
    throw otherSize(image, made, `${height}×${width}`);
  };
  const results = await Promise.allSettled(images.map(put));
  const values = results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
  return joined(values);
}

/** One after the other; a single one without a copy. */
function joined(parts: readonly Float32Array[]): Float32Array {
  const [first = new Float32Array(), ...others] = parts;
  if (others.length === 0) return first;
  const all = new Float32Array(parts.length * first.length);
  for (const [i, part] of parts.entries()) all.set(part, i * first.length);
  return all;
}

function otherSize(image: EncodedImage | Pixels, made: Pick<Pixels, "height" | "width">, wanted: string): TrisimError {
  const name = "name" in image ? image.name : "an image";
  return new TrisimError(
    "mismatch",
    `${name} is ${made.height}×${made.width} once prepared, and the model takes ${wanted}; ${REMEDY}`,
  );
}

function pixelsOf(stored: Uint8Array, { height, width, channels }: ByteImages): readonly Pixels[] {
  const size = channels * height * width;
  return Array.from({ length: stored.length / size }, (_, i) => ({
    height,
    width,
    channels,
    data: stored.slice(i * size, (i + 1) * size),
  }));
}

function floats(stored: StoredImages): Float32Array {
  if (stored instanceof Float32Array) return stored;
  throw new TypeError("preparation: expected floats, as the data set says it holds");
}

function bytes(stored: StoredImages): Uint8Array {
  if (stored instanceof Uint8Array) return stored;
  throw new TypeError("preparation: expected bytes, as the data set says it holds");
}

function files(stored: StoredImages): readonly EncodedImage[] {
  if (!(stored instanceof Uint8Array || stored instanceof Float32Array)) return stored;
  throw new TypeError("preparation: expected image files, as the data set says it holds");
}
