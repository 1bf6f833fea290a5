import type { Dataset } from "../data/dataset.js";
import { thumbnail } from "../data/thumbnail.js";

/** Why an example has no picture. */
export const NO_PICTURE = "float arrays are fed as they are: they are no pictures";

/** The thumbnail of one example, which is read again for it; `null` where the data are no images. */
export async function picture(dataset: Dataset, index: number): Promise<string | null> {
  const { images } = dataset;
  if (images.kind === "float32") return null;
  const image = await dataset.read(index, index + 1);
  if (image instanceof Uint8Array) return thumbnail(image, images);
  throw new TypeError("picture: the data set gave floats, but says it holds bytes");
}
