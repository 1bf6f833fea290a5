import type { Dataset } from "../data/dataset.js";
import type { Pixels } from "../data/pixels.js";
import type { Model } from "./open-model.js";
import { preparation } from "./preparation.js";
import { inputOf } from "./what-is-fed.js";

/**
 * The first images of a data set as a network sees them, resized, cropped and with its order of channels, in bytes.
 *
 * @throws RangeError for float arrays, which are no pictures.
 */
export async function firstSeen(model: Model, dataset: Dataset, count: number): Promise<readonly Pixels[]> {
  if (dataset.images.kind === "float32")
    throw new RangeError(`${dataset.name} holds float arrays, which are fed as they are: there is nothing to picture`);
  const input = inputOf(model, dataset);
  const [channels, height, width] = input.shape;
  const plain = { ...model.preprocess.config, do_rescale: false, do_normalize: false };
  const prepare = preparation(dataset.images, plain, channels);
  const some = Math.min(count, dataset.n);
  const values = await prepare(await dataset.read(0, some), input);
  const size = channels * height * width;
  return Array.from({ length: some }, (_, i) => ({
    height,
    width,
    channels: channels === 1 ? 1 : 3,
    data: Uint8Array.from(values.subarray(i * size, (i + 1) * size)),
  }));
}
